package dev.postern.gateway.cli;

import dev.postern.gateway.postfix.PostfixConfiguration;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs postconf(1), which reads a Postfix's configuration as Postfix itself does. */
final class Postconf {

    /** It only reads files; longer means that it hangs. */
    private static final long PATIENCE_SECONDS = 20;

    private static final String NAME = "postconf";

    /** Users other than root have no administration commands on their PATH. */
    private static final List<String> ELSEWHERE = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

    private final @Nullable Path folder;

    /** @param folder of main.cf, null for postconf's own default */
    Postconf(@Nullable Path folder) {
        this.folder = folder;
    }

    /** @throws CommandFailure with what postconf said, if it could not be run or read nothing */
    PostfixConfiguration read() {
        try {
            return PostfixConfiguration.parse(print("-x"), print("-n"), print("-Mx"));
        } catch (IOException failure) {
            throw failure("cannot be run: " + failure.getMessage() + "; is Postfix installed on this machine?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        }
    }

    /** Through files, so that no amount of output stops it. */
    private String print(String option) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program(), option));
        if (folder != null) {
            words.addAll(List.of("-c", folder.toString()));
        }
        Path printed = Files.createTempFile(NAME, ".out");
        Path complaints = Files.createTempFile(NAME, ".err");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(printed.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure("did not end");
            }
            if (process.exitValue() != 0) {
                throw failure(text(complaints).strip());
            }
            return text(printed);
        } finally {
            Files.delete(printed);
            Files.delete(complaints);
        }
    }

    /** Not {@code readString}, which refuses what is no UTF-8. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static String program() {
        String path = System.getenv("PATH");
        Stream<String> folders = Stream.concat(
                Stream.of((path == null ? "" : path).split(":", -1)).filter(entry -> !entry.isEmpty()),
                ELSEWHERE.stream());
        return folders.map(entry -> Path.of(entry, NAME))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(NAME);
    }

    private static CommandFailure failure(String what) {
        return new CommandFailure(
                ExitCode.UNAVAILABLE, "postern: " + NAME + ": " + what.lines().collect(Collectors.joining(" ")));
    }
}
