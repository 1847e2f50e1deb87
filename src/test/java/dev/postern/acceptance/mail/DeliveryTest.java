package dev.postern.acceptance.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.PgsqlMaps;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.smtp.Delivery;
import dev.postern.acceptance.smtp.LmtpSink;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same mail through four Postfixes: three on Postern, and one that reads the tables itself. */
@Acceptance(needs = {Peer.POSTFIX, Peer.POSTFIX_PGSQL})
class DeliveryTest {

    /** How Postfix comes to its answers. */
    enum Setup {
        /** The oracle: pgsql maps. */
        REFERENCE,
        /** All maps on Postern. */
        UNCHROOTED,
        /** The same, as Debian runs smtpd: the socket lies in the queue directory. */
        CHROOTED,
        /** Two maps only: Postfix's defaults ask these for the domains, too. */
        DEFAULTS
    }

    private static final Map<Setup, Postfix> POSTFIX = new EnumMap<>(Setup.class);
    private static LmtpSink sink;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        sink = workspace.own(LmtpSink.open());
        Database database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/edge-rows.sql");
        for (Setup setup : Setup.values()) {
            POSTFIX.put(setup, Postfix.in(workspace, setup.name().toLowerCase(Locale.ROOT)));
        }
        SampleGateway gateway = SampleGateway.of(workspace, database);
        Postfix chrooted = postfix(Setup.CHROOTED).chrooted();
        Files.createDirectory(chrooted.spool().resolve("postern"));
        gateway.listen("socketmap", chrooted.spool().resolve("postern/socketmap"));
        gateway.start().awaitReady();

        readTables(postfix(Setup.REFERENCE), new PgsqlMaps(workspace, database));
        askForEverything(postfix(Setup.UNCHROOTED), gateway::socketmap);
        askForEverything(chrooted, map -> "socketmap:unix:postern/socketmap:" + map);
        askForAddresses(postfix(Setup.DEFAULTS), gateway::socketmapInet);
        for (Postfix postfix : POSTFIX.values()) {
            postfix.set("virtual_transport", "lmtp:inet:127.0.0.1:" + sink.port())
                    .start();
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsWhoIsKnown(Setup setup) throws IOException {
        for (String recipient : List.of(
                "user@snorl.ax",
                "USER2@Snorl.AX",
                "kim@snorl.ax",
                "kim+lists@snorl.ax",
                "user3+a+b@snorl.ax",
                "team@snorl.ax",
                "sales@alias.example",
                "o'hara@snorl.ax",
                "\"with space\"@snorl.ax")) {
            assertThat(rcpt(setup, recipient)).as(recipient).isEqualTo(250);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoIsUnknown(Setup setup) throws IOException {
        assertThat(rcpt(setup, "nobody@snorl.ax")).isEqualTo(550);
        assertThat(rcpt(setup, "nobody+x@snorl.ax")).isEqualTo(550);
        assertThat(rcpt(setup, "nobody@alias.example")).isEqualTo(550);
    }

    @ParameterizedTest
    @EnumSource
    void relaysForNobody(Setup setup) throws IOException {
        assertThat(rcpt(setup, "user@elsewhere.example")).isEqualTo(554);
        assertThat(rcpt(setup, "user@sub.snorl.ax")).isEqualTo(554);
    }

    @ParameterizedTest
    @EnumSource
    void deliversToTheUserBehindAnAliasWithItsExtension(Setup setup) throws IOException {
        String subject = "extension " + setup;
        send(setup, "Kim+x@Snorl.AX", subject);
        assertThat(sink.await(subject, 1))
                .containsExactly(new Delivery("Sender@example.org", "user+x@snorl.ax", subject));
    }

    @ParameterizedTest
    @EnumSource
    void deliversToEachBehindAList(Setup setup) throws IOException {
        String subject = "list " + setup;
        send(setup, "team@snorl.ax", subject);
        assertThat(sink.await(subject, 2))
                .extracting(Delivery::recipient)
                .containsExactlyInAnyOrder("user@snorl.ax", "user2@snorl.ax");
    }

    @ParameterizedTest
    @EnumSource
    void deliversToUsersBehindAnAliasDomain(Setup setup) throws IOException {
        String subject = "alias domain " + setup;
        send(setup, "sales@alias.example", subject);
        assertThat(sink.await(subject, 1)).extracting(Delivery::recipient).containsExactly("user2@snorl.ax");
    }

    private static Postfix postfix(Setup setup) {
        return Objects.requireNonNull(POSTFIX.get(setup));
    }

    private static void readTables(Postfix postfix, PgsqlMaps maps) throws IOException {
        postfix.set("virtual_mailbox_domains", maps.virtualDomains())
                .set("virtual_mailbox_maps", maps.virtualMailboxes())
                .set("virtual_alias_maps", maps.virtualAliases());
    }

    private static void askForEverything(Postfix postfix, UnaryOperator<String> map) {
        postfix.set("virtual_mailbox_domains", map.apply("virtual-domains"))
                .set("virtual_alias_domains", map.apply("virtual-alias-domains"))
                .set("transport_maps", map.apply("transport"))
                .set("smtpd_sender_login_maps", map.apply("sender-logins"));
        askForAddresses(postfix, map);
    }

    private static void askForAddresses(Postfix postfix, UnaryOperator<String> map) {
        postfix.set("virtual_mailbox_maps", map.apply("virtual-mailboxes"))
                .set("virtual_alias_maps", map.apply("virtual-aliases"));
    }

    private static int rcpt(Setup setup, String recipient) throws IOException {
        try (SmtpClient client = postfix(setup).connect()) {
            client.ehlo();
            client.mailFrom("sender@example.org");
            return client.rcptTo(recipient).code();
        }
    }

    private static void send(Setup setup, String recipient, String subject) throws IOException {
        try (SmtpClient client = postfix(setup).connect()) {
            client.ehlo();
            client.mailFrom("Sender@example.org");
            assertThat(client.rcptTo(recipient).code()).isEqualTo(250);
            assertThat(client.data(subject).code()).isEqualTo(250);
        }
    }
}
