package dev.postern.acceptance.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of key, on each map, through the real postmap. */
@Acceptance(needs = Peer.POSTMAP)
class LookupTest {
    private static Database database;
    private static SampleGateway gateway;
    private static Postmap postmap;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/edge-rows.sql");
        database.executeFile("/dev/postern/acceptance/other-rows.sql");
        gateway = SampleGateway.of(workspace, database).more("""
                maps:
                  tls-policy: {query: "SELECT value FROM other_rows WHERE map = 'tls-policy' AND key = '%s'"}
                  relay-passwords: {query: "SELECT value FROM other_rows WHERE map = 'relay-passwords' AND key = '%s'"}
                  mine: {kind: transport, query: "SELECT value FROM other_rows WHERE map = 'mine' AND key = '%s'"}
                """);
        gateway.start().awaitReady();
        postmap = Postmap.in(workspace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // a domain is a mailbox row without @; what is only a mailbox is none
                "virtual-domains       | snorl.ax             | dummy",
                "virtual-domains       | SNORL.AX             | dummy",
                "virtual-domains       | user@snorl.ax        |",
                "virtual-domains       | elsewhere.example    |",
                // an alias domain is an alias row without @
                "virtual-alias-domains | alias.example        | anything",
                "virtual-alias-domains | snorl.ax             |",
                // mailboxes, their extensions, and the row by which Postfix knows the domain
                "virtual-mailboxes     | user@snorl.ax        | snorl.ax/mails/user/",
                "virtual-mailboxes     | User@Snorl.AX        | snorl.ax/mails/user/",
                "virtual-mailboxes     | user+x@snorl.ax      | snorl.ax/mails/user/",
                "virtual-mailboxes     | nobody@snorl.ax      |",
                "virtual-mailboxes     | snorl.ax             | dummy",
                // aliases: to one, to several, of a user to itself
                "virtual-aliases       | kim@snorl.ax         | user@snorl.ax",
                "virtual-aliases       | team@snorl.ax        | user@snorl.ax, user2@snorl.ax",
                "virtual-aliases       | user2@snorl.ax       | user2@snorl.ax",
                "virtual-aliases       | nobody@snorl.ax      |",
                "virtual-aliases       | snorl.ax             |",
                "virtual-aliases       | alias.example        | anything",
                // a stripped extension goes to each address; a catch-all takes none, and beats no row
                "virtual-aliases       | Kim+x@Snorl.AX       | user+x@snorl.ax",
                "virtual-aliases       | team+x@snorl.ax      | user+x@snorl.ax,user2+x@snorl.ax",
                "virtual-aliases       | any@catchall.example | user3@snorl.ax",
                "virtual-aliases       | any+x@catchall.example   | user3@snorl.ax",
                "virtual-aliases       | exact@catchall.example   | user2@snorl.ax",
                "virtual-aliases       | exact+x@catchall.example | user2+x@snorl.ax",
                // local parts that break programs
                "virtual-aliases       | a,b@snorl.ax         | user@snorl.ax",
                "virtual-aliases       | \"with space\"@snorl.ax | user2@snorl.ax",
                "virtual-aliases       | o'hara@snorl.ax      | user3@snorl.ax",
                "virtual-aliases       | 100%@snorl.ax        | user@snorl.ax",
                "virtual-aliases       | _im@snorl.ax         |",
                "virtual-aliases       | ' OR 1=1 --@snorl.ax |",
                // who receives an address may send as it; a catch-all gives nobody that right
                "sender-logins         | kim@snorl.ax         | user@snorl.ax",
                "sender-logins         | user2@snorl.ax       | user2@snorl.ax",
                "sender-logins         | any@catchall.example |",
                // several owners of one address, all of them
                "sender-logins         | team@snorl.ax        | user@snorl.ax, user2@snorl.ax",
                "sender-logins         | team+x@snorl.ax      | user@snorl.ax, user2@snorl.ax",
                // for postmap and other clients: what virtual(8) would not take from a network table
                "uid                   | user@snorl.ax        | 5000",
                "gid                   | User+x@snorl.ax      | 5000",
                "uid                   | kim@snorl.ax         |",
                // the SMTP client walks the parents of a next hop by itself
                "tls-policy            | mail.peer.example    |",
                "tls-policy            | .peer.example        | encrypt",
                "tls-policy            | [Relay.example]:587  | secure match=relay.example",
                // by sender with its ladder, by host, by next hop
                "relay-passwords       | Kim+x@snorl.ax       | kim:secret1",
                "relay-passwords       | any@snorl.ax         | site:secret2",
                "relay-passwords       | [relay.example]:587  | relay:secret3",
                "relay-passwords       | relay.example        |",
                // a map of the operator's own, with the ladder that it asks for
                "mine                  | u@a.b.example        | :",
                "mine                  | other@b.example      |",
                // virtual(8) takes no network table: the class's default stands in its place
                "transport             | snorl.ax             | :",
                "transport             | user@snorl.ax        | :",
                "transport             | elsewhere.example    |",
                "transport             | *                    |",
                // the null sender and the null address, as Postfix spells them
                "transport             | <>                   |",
                "virtual-aliases       | <>                   |",
                "virtual-aliases       | \"<>\"                 |",
                "virtual-aliases       | \"\"                   |",
                "sender-logins         | <>                   |",
            })
    void answersAsPostfixDoesForItsOwnTables(String map, String key, String value) {
        MapAnswer expected = value == null ? new MapAnswer.NotFound() : new MapAnswer.Found(value);
        assertThat(postmap.query(key, gateway.socketmap(map))).isEqualTo(expected);
        assertThat(postmap.query(key, gateway.socketmapInet(map))).isEqualTo(expected);
        if (map.equals("virtual-aliases")) {
            assertThat(postmap.query(key, gateway.tcpTable())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // one key, one row: no folding of the address's parts, no ladder, the value as it is stored
        "virtual-mailboxes.exact, user@snorl.ax, snorl.ax/mails/user/",
        "virtual-mailboxes.exact, user+x@snorl.ax,",
        "virtual-aliases.exact, any@catchall.example,",
        "virtual-aliases.exact, @catchall.example, user3@snorl.ax",
        "sender-logins.exact, kim@snorl.ax, user@snorl.ax",
        "virtual-domains.exact, snorl.ax, dummy",
        "virtual-alias-domains.exact, alias.example, anything",
        "transport.exact, snorl.ax, virtual:",
        "transport.exact, user@snorl.ax,",
    })
    void answersExactlyOneKeyOnAnExactMap(String map, String key, String value) {
        MapAnswer expected = value == null ? new MapAnswer.NotFound() : new MapAnswer.Found(value);
        assertThat(postmap.query(key, gateway.socketmap(map))).isEqualTo(expected);
    }

    @Test
    void takesKeysInUtf8() {
        for (String table : List.of(
                gateway.socketmap("virtual-aliases"), gateway.socketmapInet("virtual-aliases"), gateway.tcpTable())) {
            assertThat(postmap.queryAll(List.of("jürgen@snorl.ax", "JÜRGEN@snorl.ax", "jurgen@snorl.ax"), table))
                    .isEqualTo(Map.of("jürgen@snorl.ax", "user3@snorl.ax", "JÜRGEN@snorl.ax", "user3@snorl.ax"));
        }
    }

    /** One that IDNA 2003 makes the same name of may be somebody else's. */
    @Test
    void asksForADomainInBothOfItsSpellings() {
        Map<String, String> found = Map.of(
                "ü@bücher.example", "bücher/",
                "Ü+x@BÜCHER.example", "bücher/",
                "ü@xn--bcher-kva.example", "bücher/",
                "a@xn--mller-kva.example", "müller/",
                "a@müller.example", "müller/",
                "a@strasse.example", "strasse/");
        List<String> keys = new ArrayList<>(found.keySet());
        keys.add("a@straße.example");
        assertThat(postmap.queryAll(keys, gateway.socketmap("virtual-mailboxes")))
                .isEqualTo(found);
    }

    @Test
    void takesKeysOf9000Bytes() {
        String key = "x".repeat(9000 - "@snorl.ax".length()) + "@snorl.ax";
        for (String table : List.of(
                gateway.socketmap("virtual-aliases"), gateway.socketmapInet("virtual-aliases"), gateway.tcpTable())) {
            assertThat(postmap.query(key, table)).isEqualTo(new MapAnswer.NotFound());
        }
    }

    @Test
    void answersFromMemoryTheSecondTime() {
        database.execute("INSERT INTO virtual (address, userid) VALUES ('fleeting@snorl.ax', 'user@snorl.ax')");
        MapAnswer first = postmap.query("fleeting@snorl.ax", gateway.socketmap("virtual-aliases"));
        database.execute("DELETE FROM virtual WHERE address = 'fleeting@snorl.ax'");
        assertThat(first).isEqualTo(new MapAnswer.Found("user@snorl.ax"));
        assertThat(postmap.query("fleeting@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isEqualTo(first);
    }

    @Test
    void saysSoWhenAMapIsNotServed() {
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("no-such-map")))
                .isInstanceOf(MapAnswer.Failed.class);
    }
}
