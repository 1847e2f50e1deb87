package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A submission service whose logins and sender rights come from Postern. */
@Acceptance(needs = Peer.POSTFIX)
class SubmissionTest {

    /** How smtpd reaches the auth server. */
    enum Route {
        UNIX,
        INET,
        CHROOTED
    }

    private static final Map<Route, Postfix> POSTFIX = new EnumMap<>(Route.class);

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        SampleGateway gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()));
        Postfix chrooted = Postfix.in(workspace, "chrooted").chrooted();
        Files.createDirectory(chrooted.spool().resolve("postern"));
        gateway.listen("auth-client", chrooted.spool().resolve("postern/auth"));
        gateway.start().awaitReady();

        submission(Route.UNIX, Postfix.in(workspace, "unix"), gateway, "unix:" + gateway.authClient());
        submission(Route.INET, Postfix.in(workspace, "inet"), gateway, "inet:127.0.0.1:" + gateway.authPort());
        submission(Route.CHROOTED, chrooted, gateway, "postern/auth");
    }

    @ParameterizedTest
    @EnumSource
    void offersWhatTheAuthServerOffers(Route route) throws IOException {
        try (SmtpClient client = connect(route)) {
            assertThat(client.ehlo().lines())
                    .filteredOn(line -> line.startsWith("AUTH "))
                    .singleElement()
                    .satisfies(line -> assertThat(line.split(" ")).contains("PLAIN", "LOGIN"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsARightPasswordIn(Route route) throws IOException {
        try (SmtpClient plain = connect(route);
                SmtpClient login = connect(route)) {
            plain.ehlo();
            assertThat(plain.authPlain("user@snorl.ax", "user-pw").code()).isEqualTo(235);
            login.ehlo();
            assertThat(login.authLogin("User2@Snorl.AX", "user2-pw").code()).isEqualTo(235);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAWrongPasswordOutAndTriesAgainOnTheSameConnection(Route route) throws IOException {
        try (SmtpClient client = connect(route)) {
            client.ehlo();
            assertThat(client.authPlain("user@snorl.ax", "wrong").code()).isEqualTo(535);
            assertThat(client.authLogin("user@snorl.ax", "wrong").code()).isEqualTo(535);
            assertThat(client.authPlain("nobody@snorl.ax", "user-pw").code()).isEqualTo(535);
            assertThat(client.authPlain("user@snorl.ax", "").code()).isEqualTo(535);
            assertThat(client.authPlain("user@snorl.ax", "user-pw").code()).isEqualTo(235);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBrokenBase64ForThatAttemptOnly(Route route) throws IOException {
        try (SmtpClient client = connect(route)) {
            client.ehlo();
            assertThat(client.send("AUTH PLAIN AGFsaWN").code()).isEqualTo(535);
            assertThat(client.send("AUTH PLAIN =").code()).isEqualTo(535);
            assertThat(client.authPlain("user@snorl.ax", "user-pw").code()).isEqualTo(235);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsSendAsOneselfAndAsOnesAliasAndAsNobodyElse(Route route) throws IOException {
        assertThat(rcptAs(route, "user@snorl.ax", "user-pw", "user@snorl.ax")).isEqualTo(250);
        assertThat(rcptAs(route, "user@snorl.ax", "user-pw", "Kim@Snorl.AX")).isEqualTo(250);
        assertThat(rcptAs(route, "user2@snorl.ax", "user2-pw", "kim@snorl.ax")).isEqualTo(553);
        assertThat(rcptAs(route, "user2@snorl.ax", "user2-pw", "user@snorl.ax")).isEqualTo(553);
    }

    private static int rcptAs(Route route, String user, String password, String sender) throws IOException {
        try (SmtpClient client = connect(route)) {
            client.ehlo();
            assertThat(client.authPlain(user, password).code()).isEqualTo(235);
            client.mailFrom(sender);
            return client.rcptTo("somebody@elsewhere.example").code();
        }
    }

    private static SmtpClient connect(Route route) throws IOException {
        return Objects.requireNonNull(POSTFIX.get(route)).connect();
    }

    private static void submission(Route route, Postfix postfix, SampleGateway gateway, String path)
            throws IOException {
        POSTFIX.put(
                route,
                postfix.set("smtpd_sasl_auth_enable", "yes")
                        .set("smtpd_sasl_type", "dovecot")
                        .set("smtpd_sasl_path", path)
                        .set("smtpd_sender_login_maps", gateway.socketmapInet("sender-logins"))
                        .set("smtpd_sender_restrictions", "reject_authenticated_sender_login_mismatch")
                        .start());
    }
}
