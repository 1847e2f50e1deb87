package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.dovecot.Pop3Client;
import dev.postern.acceptance.dovecot.SieveClient;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Programs;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Launcher;
import dev.postern.acceptance.postfix.DeployedPostfix;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mechanism through every login process of Dovecot, and who may use which without TLS. */
@MailServerTests
class MechanismsTest {
    private static final String USER = "user3@snorl.ax";
    private static final String PASSWORD = "user3-pw";

    private static final int PROXIED_PORT = Ports.free();

    private static final String MAIL_CLIENTS = Launcher.ROOT
            .resolve("src/test/resources/dev/postern/acceptance/mail-clients.py")
            .toString();

    /** What swaks exits with where its login is refused. */
    private static final int REFUSED = 28;

    private static MailSite site;
    private static DeployedPostfix postfix;
    private static SSLSocketFactory tls;

    /** One of Dovecot's login processes: what it says to a right password, and to a wrong one. */
    enum Service {
        IMAP("OK ", "NO [AUTHENTICATIONFAILED]") {
            @Override
            String login(DovecotMail dovecot, String mechanism, String password) throws IOException {
                try (ImapClient client = dovecot.imap()) {
                    return client.authenticate(mechanism, USER, password);
                }
            }
        },
        POP3("+OK", "-ERR [AUTH]") {
            @Override
            String login(DovecotMail dovecot, String mechanism, String password) throws IOException {
                try (Pop3Client client = dovecot.pop3()) {
                    return client.authenticate(mechanism, USER, password);
                }
            }
        },
        SUBMISSION("235", "535") {
            @Override
            String login(DovecotMail dovecot, String mechanism, String password) throws IOException {
                try (SmtpClient client = dovecot.submission()) {
                    client.ehlo();
                    return Integer.toString(
                            client.auth(mechanism, USER, password).code());
                }
            }
        },
        SIEVE("OK", "NO") {
            @Override
            String login(DovecotMail dovecot, String mechanism, String password) throws IOException {
                try (SieveClient client = dovecot.sieve()) {
                    return client.authenticate(mechanism, USER, password);
                }
            }
        };

        private final String welcome;
        private final String refusal;

        Service(String welcome, String refusal) {
            this.welcome = welcome;
            this.refusal = refusal;
        }

        abstract String login(DovecotMail dovecot, String mechanism, String password) throws IOException;
    }

    /** One Dovecot as it is deployed, and one that leaves it to Postern who needs TLS. */
    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        site = new MailSite(workspace);
        tls = site.certificate.trusting();
        Postfix instance = Postfix.in(workspace, "postfix");
        postfix = DeployedPostfix.on(instance, site.certificate);
        postfix.listen(instance, site.gateway);
        for (Layout layout : Layout.values()) {
            site.dovecot(layout).set("submission_relay_port = " + postfix.fromDovecot());
        }
        site.dovecot(Layout.BASE_DIR).allowCleartext().believeProxies(PROXIED_PORT);
        site.start(workspace, "{failureDelay: 0, penalty: {max: 0}, requireSecured: true, defaultDomain: snorl.ax}");
        instance.start();
    }

    static Stream<Arguments> everyWay() {
        List<String> mechanisms = List.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256");
        return Arrays.stream(Layout.values())
                .flatMap(layout -> Arrays.stream(Service.values())
                        .flatMap(service ->
                                mechanisms.stream().map(mechanism -> Arguments.of(layout, service, mechanism))));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void letsInWhoKnowsThePasswordAndNobodyElse(Layout layout, Service service, String mechanism) throws IOException {
        DovecotMail dovecot = site.dovecot(layout);
        assertThat(service.login(dovecot, mechanism, "wrong"))
                .as(site::evidence)
                .startsWith(service.refusal);
        assertThat(service.login(dovecot, mechanism, PASSWORD))
                .as(site::evidence)
                .startsWith(service.welcome);
    }

    @ParameterizedTest
    @EnumSource
    void letsInOverPop3WithUserAndPass(Layout layout) throws IOException {
        try (Pop3Client client = site.dovecot(layout).pop3()) {
            assertThat(client.login(USER, "wrong")).isEqualTo("-ERR [AUTH] Authentication failed.");
            assertThat(client.login(USER, PASSWORD)).isEqualTo("+OK Logged in.");
        }
    }

    /** Each way to log in that these know, over TLS: with a right password, and refused with a wrong one. */
    @ParameterizedTest
    @EnumSource
    void letsInTheMailClientsOfPython(Layout layout) {
        assumeThat(Programs.find("python3")).as("python3 is not installed").isPresent();
        DovecotMail dovecot = site.dovecot(layout);
        CommandResult logins = Command.of(
                        "python3",
                        MAIL_CLIENTS,
                        site.certificate.file().toString(),
                        "imap=" + dovecot.imapPort(),
                        "imaps=" + dovecot.imapsPort(),
                        "pop3=" + dovecot.pop3Port(),
                        "submission=" + dovecot.submissionPort(),
                        "smtpd=" + postfix.submission())
                .input(USER + '\n' + UsedPasswords.use(PASSWORD) + '\n')
                .run();
        assertThat(logins.exit()).as("%s %s", logins, site.evidence()).isZero();
        assertThat(logins.out().lines())
                .contains(
                        "imap LOGIN command", "imaps CRAM-MD5", "pop3 USER and PASS", "submission PLAIN", "smtpd LOGIN")
                .hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5"})
    void letsInSwaks(String mechanism) {
        assumeThat(Programs.find("swaks")).as("swaks is not installed").isPresent();
        for (int port :
                List.of(postfix.submission(), site.dovecot(Layout.OWN_FOLDER).submissionPort())) {
            assertThat(swaks(port, mechanism, PASSWORD)).as(site::evidence).isZero();
        }
        assertThat(swaks(postfix.submission(), mechanism, "wrong")).isEqualTo(REFUSED);
    }

    private static int swaks(int port, String mechanism, String password) {
        return Command.of(
                        "swaks",
                        "--server=127.0.0.1:" + port,
                        "--tls",
                        "--auth=" + mechanism,
                        "--auth-user=" + USER,
                        "--auth-password=" + UsedPasswords.use(password),
                        "--quit-after=AUTH")
                .run()
                .exit();
    }

    @ParameterizedTest
    @EnumSource
    void letsInOverTls(Layout layout) throws IOException {
        try (ImapClient starting = strange(site.dovecot(layout)).startTls(tls);
                ImapClient implicit = new ImapClient(
                        LineSocket.connectAsStranger(site.dovecot(layout).imapsPort())
                                .secure(tls))) {
            assertThat(starting.login(USER, PASSWORD)).startsWith("OK ");
            assertThat(implicit.authenticate("PLAIN", USER, PASSWORD)).startsWith("OK ");
        }
    }

    @Test
    void takesNoPasswordsWithoutTlsAsDeployed() throws IOException {
        try (ImapClient client = strange(site.dovecot(Layout.OWN_FOLDER))) {
            assertThat(client.greeting()).contains("LOGINDISABLED");
            assertThat(client.login(USER, PASSWORD)).startsWith("NO [PRIVACYREQUIRED]");
        }
    }

    /** Where Dovecot leaves it to Postern: what shows the password needs TLS, and what does not show it does not. */
    @Test
    void takesNoPasswordsWithoutTlsWherePosternSaysSo() throws IOException {
        assumeThat(DovecotMail.knowsThatProxiedIsNotSecured())
                .as("Dovecot 2.4 calls secured whatever comes through a proxy that it believes")
                .isTrue();
        try (ImapClient client = far()) {
            assertThat(client.greeting()).doesNotContain("LOGINDISABLED");
            assertThat(client.login(USER, PASSWORD)).startsWith("NO ");
            assertThat(client.authenticate("LOGIN", USER, PASSWORD)).startsWith("NO ");
            assertThat(client.startTls(tls).login(USER, PASSWORD))
                    .as(site::evidence)
                    .startsWith("OK ");
        }
        try (ImapClient client = far()) {
            assertThat(client.authenticate("SCRAM-SHA-256", USER, PASSWORD)).startsWith("OK ");
        }
    }

    /** A client beyond this machine. */
    private static ImapClient far() throws IOException {
        LineSocket connection = LineSocket.connectAsStranger(PROXIED_PORT);
        connection.send("PROXY TCP4 203.0.113.7 203.0.113.1 4711 143");
        return new ImapClient(connection);
    }

    private static ImapClient strange(DovecotMail dovecot) throws IOException {
        return new ImapClient(LineSocket.connectAsStranger(dovecot.imapPort()));
    }
}
