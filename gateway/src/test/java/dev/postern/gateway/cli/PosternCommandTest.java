package dev.postern.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PosternCommandTest {

    // What cannot be understood is one line that names the way out.
    @ParameterizedTest
    @ValueSource(strings = {"", "chekc", "check", "check -c", "check -c x --nope", "lookup -c x MAP", "serve --config"})
    void explainsInOneLineWhatItCannotUnderstand(String line) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("postern: ")
                .contains("--help");
    }

    static List<String> commands() {
        return commands(PosternCommand.line())
                .map(command -> command.getCommandSpec().qualifiedName().substring("postern ".length()))
                .toList();
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return line.getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelps(String command) {
        Run run = Run.of((command + " --help").split(" ", -1));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: postern " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(Run.of("--version").out()).startsWith("postern ");
    }
}
