package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Launcher;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask once, with their answers and exit codes. */
@Acceptance
class CommandsTest {
    private static final int TEMPORARY = 75;

    private static Database database;
    private static String file;
    private static String fileWithoutDatabase;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        file = write(workspace, "up.yaml", SampleGateway.of(workspace, database).database("queryTimeout: 7s"));
        fileWithoutDatabase = write(
                workspace,
                "down.yaml",
                SampleGateway.of(workspace, "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/mails"));
    }

    @ParameterizedTest
    @CsvSource({
        "virtual-aliases, Kim+x@Snorl.AX, 0, user+x@snorl.ax",
        "virtual-mailboxes, user2@snorl.ax, 0, snorl.ax/mails/user2/",
        "transport, snorl.ax, 0, :",
        "transport.exact, snorl.ax, 0, virtual:",
        "virtual-aliases, nobody@snorl.ax, 1, ''",
        "no-such-map, kim@snorl.ax, 78, ''",
    })
    @Execution(ExecutionMode.CONCURRENT)
    void lookupPrintsWhatPostfixWouldGet(String map, String key, int exit, String value) {
        CommandResult result = Postern.run("lookup", "-c", file, map, key);
        assertThat(result.exit()).as("%s", result).isEqualTo(exit);
        assertThat(result.out().strip()).isEqualTo(value);
    }

    @Test
    void userPrintsWhereTheMailLives() {
        CommandResult result = Postern.run("user", "-c", file, "User2@Snorl.AX");
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out().lines())
                .contains("user=user2@snorl.ax", "home=/var/mail/vhosts/snorl.ax/mails/user2", "uid=5000", "gid=5000");
        CommandResult unknown = Postern.run("user", "-c", file, "nobody@snorl.ax");
        assertThat(unknown.exit()).as("%s", unknown).isEqualTo(67);
    }

    @Test
    void anOutageIsTemporaryAndSaysSoInOneLine() {
        CommandResult lookup = Postern.run("lookup", "-c", fileWithoutDatabase, "virtual-aliases", "kim@snorl.ax");
        assertThat(lookup.exit()).as("%s", lookup).isEqualTo(TEMPORARY);
        assertThat(lookup.out()).isEmpty();
        assertThat(lookup.err().lines()).singleElement().asString().startsWith("postern: ");
        CommandResult user = Postern.run("user", "-c", fileWithoutDatabase, "user@snorl.ax");
        assertThat(user.exit()).as("%s", user).isEqualTo(TEMPORARY);
    }

    @Test
    void aLoginIsTriedWithAPasswordFromStandardInput() {
        CommandResult granted = Postern.runReading("user-pw\n", "auth", "-c", file, "User@Snorl.AX");
        assertThat(granted.exit()).as("%s", granted).isZero();
        assertThat(granted.out()).contains("granted: user@snorl.ax", "scheme: SHA512-CRYPT");
        assertThat(granted.err()).isEmpty();
        CommandResult refused = Postern.runReading("user-pW\n", "auth", "-c", file, "user@snorl.ax");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(77);
    }

    /** The JVM would read the first file that it opens. */
    @Test
    void noPasswordIsReadWhereThereIsNoStandardInput() {
        Command command = Command.of("sh", "-c", Launcher.path() + " pw <&-");
        Launcher.ENVIRONMENT.forEach(command::with);
        CommandResult result = command.run();
        assertThat(result.exit()).as("%s", result).isEqualTo(65);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void configPrintsEachValueAndWhereItCameFromButNoSecret(Workspace workspace) throws IOException {
        Path secret = workspace.write("secret.yaml", """
                database: {url: "%s", username: mailreader, password: hush-hush}
                schema: views
                listeners: [{protocol: socketmap, address: "inet:127.0.0.1:4524"}]
                """.formatted(database.url()));
        CommandResult result = Postern.run("config", "-c", secret.toString());
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out())
                .contains("mailreader", "inet:127.0.0.1:4524", "default")
                .doesNotContain("hush-hush");
    }

    @Test
    void everyCommandExplainsItself() {
        Stream.of("demo", "serve", "config", "lookup", "auth", "user", "pw")
                .parallel()
                .forEach(command -> {
                    CommandResult result = Postern.run(command, "--help");
                    assertThat(result.exit()).isZero();
                    assertThat(result.out()).contains("postern " + command);
                });
    }

    private static String write(Workspace workspace, String name, SampleGateway gateway) throws IOException {
        return workspace.write(name, gateway.yaml()).toString();
    }
}
