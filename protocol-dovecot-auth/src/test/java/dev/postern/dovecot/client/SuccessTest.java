package dev.postern.dovecot.client;

import static dev.postern.dovecot.client.Connection.ALICE;
import static dev.postern.dovecot.client.Connection.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.AuthClientEffect.HandOff;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a success is told, and to whom it must not be told as one. */
class SuccessTest {

    private static final String TEMPORARY = "FAIL\t1\tuser=alice@example.org\ttemp\tcode=temp_fail\n";

    private final Connection auth = Connection.auth();
    private final Connection login = Connection.login();

    @Test
    void tellsTheFieldsInTheirOrder() {
        assertThat(auth.grant(request(auth), "user_quota=big", "event_x", "z=1"))
                .isEqualTo("OK\t1\tuser=alice@example.org\tuser_quota=big\tevent_x\tz=1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=root", "resp=abc", "code=temp_fail", "user", "pass=typed"})
    void leavesOutWhatOnlyTheSessionMaySay(String field) {
        assertThat(auth.grant(request(auth), field, "x=1")).isEqualTo("OK\t1\tuser=alice@example.org\tx=1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nologin", "nologin=y", "nologin="})
    void nologinIsABareWord(String field) {
        assertThat(auth.grant(request(auth), field, "reason=Go away"))
                .isEqualTo("OK\t1\tuser=alice@example.org\tnologin\treason=Go away\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "proxy=y", "proxy="})
    void proxyIsABareWord(String field) {
        assertThat(auth.grant(request(auth), field, "host=192.0.2.9"))
                .isEqualTo("OK\t1\tuser=alice@example.org\tproxy\thost=192.0.2.9\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nologin", "nologin=y", "proxy", "proxy=y"})
    void whoIsSentAwayIsRefusedToAClientThatReadsNoFields(String field) {
        AuthRequest request = auth.begin("AUTH\t1\tPLAIN\tservice=smtp\tnologin\t" + ALICE);
        assertThat(auth.grant(request, field, "host=192.0.2.9", "reason=Go away"))
                .isEqualTo("FAIL\t1\tuser=alice@example.org\tcode=user_disabled\treason=Go away\n");
    }

    @ParameterizedTest
    @CsvSource({
        "host=192.0.2.9, pass=x",
        "host=2001:db8::1, pass=x",
        "host=::ffff:192.0.2.9, pass=x",
        "host=mail.example.org, hostip=192.0.2.9",
        "host=mail.example.org, hostip=fe80::1",
    })
    void wholeProxyGoesOut(String host, String second) {
        assertThat(login.grant(request(login), "proxy", host, second, "pass=typed"))
                .startsWith("OK\t1\tuser=alice@example.org\tproxy\t" + host + "\t" + second);
    }

    @ParameterizedTest
    @CsvSource({
        // no host, or none that imap-login takes for one
        "x=1, pass=x",
        "hostip=192.0.2.9, pass=x",
        "host=, pass=x",
        "host=mail.example.org, pass=x",
        "host=192.0.2, pass=x",
        "host=192.0.2.256, pass=x",
        "host=192.0.2.9., pass=x",
        "host=[2001:db8::1], pass=x",
        "host=2001:db8::1::2, pass=x",
        "host=fe80::1%eth0, pass=x",
        "host, pass=x",
        // no password to go there with; a master user's name does not make up for it
        "host=192.0.2.9, master=x",
        "host=192.0.2.9, x=1",
    })
    void halfAProxyIsATemporaryFailure(String first, String second) {
        assertThat(login.grant(request(login), "proxy", first, second)).isEqualTo(TEMPORARY);
    }

    @Test
    void passwordForTheProxyGoesToLoginSocketsOnly() {
        String[] fields = {"proxy", "host=192.0.2.9", "pass=typed"};
        assertThat(login.grant(request(login), fields)).endsWith("\tproxy\thost=192.0.2.9\tpass=typed\n");
        assertThat(auth.grant(request(auth), fields)).endsWith("\tproxy\thost=192.0.2.9\n");
    }

    @Test
    void loginSocketHandsOffBeforeItTellsTheClient() {
        AuthRequest request = request(login);
        Outcome.Success success = new Outcome.Success("alice@example.org", Parameters.of("x=1"));
        List<AuthClientEffect> effects = login.session.concluded(request, success);
        assertThat(effects).hasSize(2);
        assertThat(effects.get(0)).isEqualTo(new HandOff(request, 4711, success));
        assertThat(text(effects)).endsWith(">OK\t1\tuser=alice@example.org\tx=1\n");
    }

    @Test
    void whoIsSentAwayIsNotHandedOff() {
        assertThat(login.grant(request(login), "nologin")).isEqualTo("OK\t1\tuser=alice@example.org\tnologin\n");
        assertThat(login.grant(request(login), "proxy", "host=192.0.2.9", "pass=x"))
                .startsWith("OK\t1\t");
    }

    @Test
    void authSocketHandsNobodyOff() {
        assertThat(auth.grant(request(auth))).isEqualTo("OK\t1\tuser=alice@example.org\n");
    }

    @Test
    void lineThatNobodyCanReadIsATemporaryFailure() {
        String longest = "x".repeat(LineDecoder.AUTH_LINE - "OK\t1\tuser=alice@example.org\tx=\n".length());
        assertThat(auth.grant(request(auth), "x=" + longest))
                .startsWith("OK\t1\t")
                .hasSize(LineDecoder.AUTH_LINE);
        assertThat(login.grant(request(login), "x=" + longest + "x")).isEqualTo(TEMPORARY);
    }

    private static AuthRequest request(Connection connection) {
        return connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
    }
}
