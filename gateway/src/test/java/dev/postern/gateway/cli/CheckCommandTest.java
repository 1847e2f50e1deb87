package dev.postern.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be checked without a database. */
class CheckCommandTest {

    @TempDir
    private Path folder;

    private Run check(String yaml) throws IOException {
        return Run.of(
                "check",
                "-c",
                Files.writeString(folder.resolve("postern.yaml"), yaml).toString());
    }

    @Test
    void printsAllProblemsOfTheFileAtOnce() throws IOException {
        Run run = check("""
                database: {url: "jdbc:postgresql://127.0.0.1:1/x", conections: 3}
                schema: views
                http: {address: nowhere}
                """);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("postern.yaml:1:", "conections", "connections"),
                        line -> assertThat(line).contains("postern.yaml:3:", "http.address"));
    }

    @Test
    void printsAllProblemsOfTheQueriesAtOnce() throws IOException {
        Run run = check("""
                database: {url: "jdbc:postgresql://127.0.0.1:1/x"}
                maps:
                  one: {kind: exact, query: "SELECT %s"}
                  two: {kind: exact, query: "SELECT 1 WHERE x ~ '%s'"}
                """);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("postern.yaml:3:"),
                        line -> assertThat(line).contains("postern.yaml:4:"));
    }

    /** More than any heap: what this process has does not matter. */
    @Test
    void saysThatTheCacheDoesNotFitIntoTheHeap() throws IOException {
        Run run = check("""
                database: {url: "jdbc:postgresql://127.0.0.1:1/x"}
                cache: {maxBytes: 64GiB}
                """);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("postern.yaml:2:", "cache's 65536MiB", "60 % of the JVM's heap of ", "JAVA_OPTS=-Xmx");
    }

    @Test
    void saysThatTheFileIsMissing() {
        Run run = Run.of("check", "-c", folder.resolve("nothing.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("nothing.yaml", "does not exist");
    }

    @Test
    void saysThatTheDatabaseIsAway() throws IOException {
        Run run = check("""
                database:
                  url: jdbc:postgresql://127.0.0.1:%d/mails
                schema: views
                """.formatted(portWithoutServer()));

        assertThat(run.exitCode()).isEqualTo(75);
        assertThat(run.out()).contains("the file is in order");
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("postern.yaml:2:8: database.url: cannot connect", "start PostgreSQL");
    }

    @Test
    void warnsOfMapsThatNobodyCanAsk() throws IOException {
        Run run = check("""
                database: {url: "jdbc:postgresql://127.0.0.1:%d/mails"}
                schema: views
                maps:
                  one: {kind: exact, query: "SELECT 1 WHERE '%%s' = ''"}
                  two: {kind: exact, query: "SELECT 1 WHERE '%%s' = ''"}
                  three: {kind: exact, query: "SELECT 1 WHERE '%%s' = ''"}
                listeners:
                  - {protocol: socketmap, address: "inet:127.0.0.1:4524", maps: [one.exact]}
                  - {protocol: tcp-table, address: "inet:127.0.0.1:4525", map: two}
                """.formatted(portWithoutServer()));

        assertThat(run.err().lines().filter(line -> line.contains("warning")))
                .singleElement()
                .asString()
                .contains("postern.yaml:6:", "maps.three: no listener serves it");
    }

    private static int portWithoutServer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
