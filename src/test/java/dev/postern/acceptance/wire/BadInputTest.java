package dev.postern.acceptance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that mean something to SQL, to patterns, to terminals; rows that nobody should have stored. */
@Acceptance
class BadInputTest {

    /** What each of them would find if it meant more than itself. */
    private static final String VICTIM = "victim@x.test";

    private static final List<String> HOSTILE = List.of(
            // patterns
            "%",
            "%@x.test",
            "vict%@x.test",
            "_ictim@x.test",
            "victim@x.tes_",
            "vic[t]im@x.test",
            "victim@x\\.test",
            ".*",
            // quotes, comments, the end of a statement
            "'",
            "victim@x.test'",
            "' OR ''='",
            "' OR 1=1 --@x.test",
            "victim@x.test'; DROP TABLE traps; --",
            "victim@x.test--",
            "/*victim@x.test*/",
            "\"victim\"@x.test\"",
            // backslashes, and what they might escape
            "\\",
            "victim@x.test\\",
            "\\'; SELECT 1 --",
            "vic\\164im@x.test",
            "E'victim@x.test'",
            "U&'\\0076ictim@x.test'",
            // parameters and expansions
            "$1",
            "?",
            "%s",
            "%u@%d",
            "%%",
            "{victim@x.test}",
            "(victim@x.test,)",
            "NULL",
            // characters that are not seen, or look like others
            "victim@x.test\u0001",
            "victim@x.test\u007f",
            "victim@x.test\r",
            "victim@x.test\n",
            "victim@x.test\t",
            "victim@x.test\u00a0",
            "victim@x.test\u200b",
            "\ufeffvictim@x.test",
            "v\u0131ctim@x.test",
            "V\u0130CTIM@x.test",
            "v\u0456ctim@x.test",
            "\uff56ictim@x.test",
            "victim@x\u3002test",
            "victim@x.test\ud83d\ude00");

    /** Begins the keys that are stored. */
    private static final String OWN = "own ";

    private static SampleGateway gateway;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/traps.sql");
        database.execute(IntStream.range(0, HOSTILE.size())
                .mapToObj(row ->
                        "($key$" + (OWN + HOSTILE.get(row)).toLowerCase(Locale.ROOT) + "$key$, 'row " + row + "')")
                .collect(Collectors.joining(", ", "INSERT INTO traps VALUES ", "")));
        gateway = SampleGateway.of(workspace, database).more("""
                maps:
                  virtual-aliases: {query: "SELECT value FROM traps WHERE key = '%s'"}
                  equal: {kind: exact, query: "SELECT value FROM traps WHERE key = '%s'"}
                  like: {kind: exact, query: "SELECT value FROM traps WHERE key LIKE '%s'"}
                  begins: {kind: exact, query: "SELECT value FROM traps WHERE key = '%s' AND key LIKE '%u%%'"}
                  parts: {kind: exact, query: "SELECT value FROM traps WHERE key = '%u@%d'"}
                  function: {kind: exact, query: "SELECT value FROM traps WHERE key = lower('%s')"}
                  array: {kind: exact, query: "SELECT value FROM traps WHERE key = ANY (ARRAY['%s'])"}
                """);
        gateway.start().awaitReady();
    }

    static Stream<String> hostileKeys() {
        return HOSTILE.stream();
    }

    @ParameterizedTest
    @MethodSource("hostileKeys")
    void aKeyMatchesNothingButItself(String key) throws IOException {
        for (String map : List.of("equal", "like", "begins", "parts", "function", "array", "virtual-aliases")) {
            assertThat(socketmap(map, key)).as(map).isEqualTo("NOTFOUND ");
        }
        assertThat(tcpTable(coded(key))).isEqualTo("500 not-found");
        assertThat(socketmap("equal", VICTIM)).isEqualTo("OK caught");
    }

    @ParameterizedTest
    @MethodSource("hostileKeys")
    void aKeyMatchesItself(String key) throws IOException {
        for (String map : List.of("equal", "like", "function", "array")) {
            assertThat(socketmap(map, OWN + key)).as(map).isEqualTo("OK row " + HOSTILE.indexOf(key));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // NUL, which ends a text of C and which PostgreSQL cannot store
                "victim@x.test\0",
                "victim\0@x.test",
                "\0",
                // no UTF-8: stray bytes, an overlong dot, half of a pair, beyond Unicode, broken off
                "\u00ff",
                "victim@x\u00c0\u00aetest",
                "victim@x.test\u00ed\u00a0\u0080",
                "victim@x.test\u00f4\u0090\u0080\u0080",
                "victim@x.test\u00c3",
            })
    void bytesThatNoDatabaseHoldsAreNotFound(String bytes) throws IOException {
        assertThat(exchange("like " + bytes)).isEqualTo("NOTFOUND ");
        assertThat(exchange("virtual-aliases " + bytes)).isEqualTo("NOTFOUND ");
        assertThat(tcpTable(codedBytes(bytes))).isEqualTo("500 not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nothing, in all its forms
                "null        | NOTFOUND",
                "empty       | NOTFOUND",
                "nothings    | NOTFOUND",
                "gaps        | OK a,b",
                // as many rows, and as long a value, as may be
                "rows10000   | OK (x,){9999}x",
                "rows10001   | PERM misconfigured.*",
                "bytes99997  | OK x{99997}",
                "bytes99998  | PERM misconfigured.*",
                "bytes200000 | PERM misconfigured.*",
                // what would go on into queue files and logs
                "line        | PERM misconfigured.*",
                "tab         | PERM misconfigured.*",
                "escape      | PERM misconfigured.*",
            })
    void whateverARowHoldsIsAnswered(String key, String reply) throws IOException {
        assertThat(socketmap("virtual-aliases", key).strip()).matches(reply);
        assertThat(socketmap("virtual-aliases.exact", key).strip()).matches(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "null, 500 not-found",
        "empty, 500 not-found",
        "gaps, '200 a,b'",
        "bytes4091, 200 x{4091}",
        "bytes4092, 400 .*",
        "rows10000, 400 .*",
        "bytes200000, 400 .*",
        "line, 400 .*",
        "escape, 400 .*",
    })
    void whateverARowHoldsIsAnsweredToTcpTable(String key, String reply) throws IOException {
        assertThat(tcpTable(key)).matches(reply);
    }

    @Test
    void oneConnectionOutlivesAllOfIt() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
            for (String request : List.of("like vict%", "like a\0b", "equal \u00ff@x.test", "virtual-aliases null")) {
                connection.send(netstring(request));
            }
            for (String request : List.of("rows10001", "bytes200000", "line")) {
                connection.send(netstring("virtual-aliases " + request));
            }
            connection.send(netstring("equal " + VICTIM));
            for (String reply : List.of("9:NOTFOUND ,", "9:NOTFOUND ,", "9:NOTFOUND ,", "9:NOTFOUND ,")) {
                assertThat(connection.readUntil(',')).isEqualTo(reply);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(connection.readUntil(',') + connection.readUntil(','))
                        .contains("PERM misconfigured");
            }
            assertThat(connection.readUntil(',')).isEqualTo("9:OK caught,");
        }
    }

    private static String socketmap(String map, String key) throws IOException {
        return exchange(map + " " + new String(key.getBytes(UTF_8), ISO_8859_1));
    }

    /** The payload of the reply to a request's, a byte each character. */
    private static String exchange(String request) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
            connection.send(netstring(request));
            String length = connection.readUntil(':');
            int rest = Integer.parseInt(length.substring(0, length.length() - 1)) + 1;
            StringBuilder payload = new StringBuilder();
            while (payload.length() < rest) {
                payload.append(connection.readUntil(','));
            }
            return payload.substring(0, rest - 1);
        }
    }

    private static String netstring(String bytes) {
        return bytes.length() + ":" + bytes + ",";
    }

    private static String tcpTable(String coded) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.tcpTablePort())) {
            connection.send("get " + coded + "\n");
            return connection.readUntil('\n').stripTrailing();
        }
    }

    private static String coded(String key) {
        return codedBytes(new String(key.getBytes(UTF_8), ISO_8859_1));
    }

    /** Every byte of it, needed or not. */
    private static String codedBytes(String bytes) {
        return bytes.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());
    }
}
