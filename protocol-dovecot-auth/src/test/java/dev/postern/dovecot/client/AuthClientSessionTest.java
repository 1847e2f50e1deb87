package dev.postern.dovecot.client;

import static dev.postern.dovecot.client.Connection.ALICE;
import static dev.postern.dovecot.client.Connection.base64;
import static dev.postern.dovecot.client.Connection.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Cancelled;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.FixedContext;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslMechanisms;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyPassword;
import dev.postern.sasl.ScramClient;
import dev.postern.sasl.ScramHash;
import dev.postern.sasl.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dialogs cannot show: concurrency, time, bounds, and what the gateway is told. */
class AuthClientSessionTest {

    private final Connection connection = Connection.auth();

    @Test
    void sendsTheWholeGreetingInOnePiece() {
        AuthServer server =
                new AuthServer(SocketType.AUTH, SaslMechanisms.offering(List.of("PLAIN")), new FixedContext(), 42);
        AuthClientSession session =
                new AuthClientSession(server, 7, new ConnectionCookie(new byte[ConnectionCookie.LENGTH]));
        assertThat(session.opened()).singleElement().isInstanceOf(Send.class);
        assertThat(text(session.opened()))
                .isEqualTo("VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t42\nCUID\t7\nCOOKIE\t" + "0".repeat(32)
                        + "\nDONE\n");
    }

    /** Dovecot 2.4 does so; its clients are offered what they can do. */
    @ParameterizedTest
    @CsvSource({"2, false", "3, true", "4, true"})
    void saysOnLoginSocketsWhatTheClientsVersionAllows(int minor, boolean bound) {
        AuthServer server = new AuthServer(
                SocketType.LOGIN,
                SaslMechanisms.offering(List.of("PLAIN", "SCRAM-SHA-1-PLUS")),
                new FixedContext(),
                42);
        AuthClientSession session =
                new AuthClientSession(server, 7, new ConnectionCookie(new byte[ConnectionCookie.LENGTH]));
        assertThat(text(session.opened())).isEqualTo("VERSION\t1\t2\n");
        assertThat(text(session.received(("VERSION\t1\t" + minor + "\n").getBytes(UTF_8), 0)))
                .isEqualTo("MECH\tPLAIN\tplaintext\n"
                        + (bound ? "MECH\tSCRAM-SHA-1-PLUS\tmutual-auth\tchannel-binding\n" : "")
                        + "SPID\t42\nCUID\t7\nCOOKIE\t" + "0".repeat(32) + "\nDONE\n");
    }

    /** Once, after it was asked for, and not beside another one: that might be the mail client's (CVE-2026-33603). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel_binding=AQID | true",
                "x=y channel_binding=AQID | true",
                "'' | false",
                "channel_binding=AQIE | false",
                "channel_binding=AQID channel_binding=AQID | false",
                "channel_binding=AQIE channel_binding=AQID | false",
            })
    void believesOneChannelBinding(String fields, boolean proved) throws Exception {
        Connection login = new Connection(SocketType.LOGIN, 3);
        ScramClient client =
                new ScramClient("256", "p=tls-exporter,,", "n=alice,r=abc", "secret").bound(new byte[] {1, 2, 3});
        AuthRequest request = login.begin("AUTH\t1\tSCRAM-SHA-256-PLUS\tservice=imap\tfinal-resp-ok\tresp="
                + Base64.getEncoder().encodeToString(client.first()));
        Credentials keys = ScramHash.SHA_256.derive(Secret.copyOf("secret".getBytes(UTF_8)), Octets.of("salt"), 10);
        String[] challenge =
                text(login.session.credentials(request, keys)).strip().split("\t");
        assertThat(challenge).hasSize(4).endsWith("channel_binding=tls-exporter");
        byte[] last = client.last(new String(Base64.getDecoder().decode(challenge[2]), UTF_8));
        List<AuthClientEffect> effects =
                login.say("CONT\t1\t" + Base64.getEncoder().encodeToString(last)
                        + (fields.isEmpty() ? "" : "\t" + fields.replace(' ', '\t')) + "\n");
        assertThat(effects)
                .extracting(effect -> ((Authenticate) effect).step() instanceof SaslStep.Success)
                .containsExactly(proved);
    }

    @Test
    void channelBindingThatIsNotBase64FailsTheExchange() {
        Connection login = new Connection(SocketType.LOGIN, 3);
        AuthRequest request = login.begin(
                "AUTH\t1\tSCRAM-SHA-256-PLUS\tservice=imap\tresp=" + base64("p=tls-exporter,,n=alice,r=abc"));
        login.session.credentials(request, new Credentials.None());
        assertThat(text(login.say("CONT\t1\t\tchannel_binding=!\n"))).startsWith("FAIL\t1\tcode=invalid_base64");
    }

    @Test
    void refusedTokenIsExplainedFirst() {
        AuthRequest request = connection.begin(
                "AUTH\t1\tXOAUTH2\tservice=imap\tresp=" + base64("user=alice\u0001auth=Bearer t\u0001\u0001"));
        assertThat(connection.refuse(request)).startsWith("CONT\t1\teyJzdGF0dXMi");
        assertThat(text(connection.say("CONT\t1\t\n"))).isEqualTo("FAIL\t1\tuser=alice@example.org\n");
    }

    /** Dovecot 2.4's clients take both at once. */
    @Test
    void refusedTokenIsExplainedAlongWithTheFailureToWhoUnderstandsIt() {
        Connection login = new Connection(SocketType.LOGIN, 3);
        AuthRequest request = login.begin("AUTH\t1\tOAUTHBEARER\tservice=imap\tfinal-resp-ok\tresp="
                + base64("n,a=alice,\u0001auth=Bearer t\u0001\u0001"));
        assertThat(login.refuse(request))
                .isEqualTo("FAIL\t1\tuser=alice@example.org\tresp=" + base64("{\"status\":\"invalid_token\"}") + "\n");
    }

    @Test
    void tokenThatNobodyCanCheckIsNotCalledWrong() {
        AuthRequest request = connection.begin(
                "AUTH\t1\tXOAUTH2\tservice=imap\tresp=" + base64("user=alice\u0001auth=Bearer t\u0001\u0001"));
        assertThat(connection.fail(request)).isEqualTo("FAIL\t1\tuser=alice@example.org\ttemp\tcode=temp_fail\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 2147483648L})
    void refusesServerNumberThatIsNoPid(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthServer(
                        SocketType.AUTH, SaslMechanisms.offering(List.of("PLAIN")), new FixedContext(), number));
    }

    @Test
    void tellsTheGatewayWhatTheClientClaims() {
        AuthRequest request = connection.begin("AUTH\t7\tplain\tservice=imap\tsecured=tls\tsession=Abc\tlip=10.0.0.1"
                + "\trip=2001:db8::9\tx=a\u0001tb\t" + ALICE);
        assertThat(request.id()).isEqualTo(7);
        assertThat(request.mechanism()).isEqualTo("PLAIN");
        assertThat(request.service()).isEqualTo("imap");
        assertThat(request.remoteIp()).contains("2001:db8::9");
        assertThat(request.localIp()).contains("10.0.0.1");
        assertThat(request.secured()).isTrue();
        assertThat(request.authenticationOnly()).isFalse();
        assertThat(request.parameters().value("session")).contains("Abc");
        assertThat(request.parameters().value("x")).contains("a\tb");
        assertThat(request.parameters().has("resp")).isFalse();
    }

    @Test
    void claimsNothingThatTheClientDidNotSay() {
        AuthRequest request = connection.begin("AUTH\t7\tPLAIN\tprotocol=imap\t" + ALICE);
        assertThat(request.service()).isEqualTo("imap");
        assertThat(request.remoteIp()).isEmpty();
        assertThat(request.secured()).isFalse();
    }

    @Test
    void handsOverThePassword() {
        List<AuthClientEffect> effects = connection.say("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE + "\n");
        assertThat(effects)
                .extracting(effect -> ((Authenticate) effect).step())
                .containsExactly(new VerifyPassword("alice@example.org", "", Secret.copyOf("secret".getBytes(UTF_8))));
        assertThat(effects.toString()).doesNotContain("secret");
    }

    @Test
    void formOfTheMechanismIsForTheGatewayToRefuseInItsOwnTime() {
        List<AuthClientEffect> effects =
                connection.say("AUTH\t1\tPLAIN\tservice=imap\tresp=" + base64("no nul") + "\n");
        assertThat(effects)
                .extracting(effect -> ((Authenticate) effect).step())
                .containsExactly(new Failure("", Failure.Reason.MALFORMED));
    }

    @Test
    void whoHasProvedNothingCannotSucceed() {
        AuthRequest malformed = connection.begin("AUTH\t1\tPLAIN\tservice=imap\tresp=" + base64("no nul"));
        assertThatIllegalStateException().isThrownBy(() -> connection.grant(malformed));
        AuthRequest unproved =
                connection.begin("AUTH\t2\tSCRAM-SHA-256\tservice=imap\tresp=" + base64("n,,n=alice,r=abc"));
        assertThatIllegalStateException().isThrownBy(() -> connection.grant(unproved));
    }

    @Test
    void answersInWhateverOrderTheGatewayDecides() {
        AuthRequest first = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        AuthRequest second = connection.begin("AUTH\t2\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.grant(second)).isEqualTo("OK\t2\tuser=alice@example.org\n");
        assertThat(connection.refuse(first)).isEqualTo("FAIL\t1\tuser=alice@example.org\n");
    }

    @Test
    void answersOnce() {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.grant(request)).isNotEmpty();
        assertThat(connection.refuse(request)).isEmpty();
        assertThat(connection.grant(request)).isEmpty();
        assertThat(connection.fail(request)).isEmpty();
    }

    @Test
    void lateOutcomeNeverReachesAnotherExchangeOfTheSameId() {
        AuthRequest cancelled = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.say("CANCEL\t1\n")).containsExactly(new Cancelled(cancelled));
        AuthRequest current = connection.begin("AUTH\t1\tPLAIN\tservice=imap\tresp=" + base64("\0mallory\0guess"));
        assertThat(connection.grant(cancelled)).isEmpty();
        assertThat(connection.refuse(current)).isEqualTo("FAIL\t1\tuser=alice@example.org\n");
    }

    @Test
    void idIsTakenWhileARefusalIsHeldBack() {
        connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(text(connection.say("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE + "\n")))
                .isEqualTo("<Close[manner=ORDERLY, reason=duplicate request id]>");
    }

    @Test
    void continuationThatNobodyAskedForEndsTheExchange() {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(text(connection.say("CONT\t1\t\n")))
                .isEqualTo("FAIL\t1\treason=Unexpected continuation\n<" + new Cancelled(request) + ">");
        assertThat(connection.grant(request)).isEmpty();
        assertThat(connection.session.hasOpenExchanges()).isFalse();
    }

    @Test
    void exchangeExpiresAfter150SecondsWithoutAWord() {
        AuthRequest old = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        connection.now = 1;
        AuthRequest young = connection.begin("AUTH\t2\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.session.tick(Exchanges.EXPIRY_NANOS - 1)).isEmpty();
        assertThat(connection.session.tick(Exchanges.EXPIRY_NANOS)).containsExactly(new Cancelled(old));
        assertThat(connection.grant(old)).isEmpty();
        assertThat(text(connection.say("CONT\t1\t\n"))).contains("Authentication request timed out");
        assertThat(connection.grant(young)).startsWith("OK\t2");
    }

    @Test
    void clockMayWrapAround() {
        connection.now = Long.MAX_VALUE;
        connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.session.tick(Long.MIN_VALUE + 5)).isEmpty();
        assertThat(connection.session.tick(Long.MAX_VALUE + Exchanges.EXPIRY_NANOS))
                .hasSize(1);
    }

    @Test
    void requestBeyondTheBoundIsATemporaryFailure() {
        for (int id = 1; id <= Exchanges.MAX_OPEN; id++) {
            assertThat(text(connection.say("AUTH\t" + id + "\tLOGIN\tservice=imap\n")))
                    .startsWith("CONT\t" + id);
        }
        assertThat(text(connection.say("AUTH\t5000\tPLAIN\tservice=imap\t" + ALICE + "\n")))
                .isEqualTo("FAIL\t5000\ttemp\tcode=temp_fail\n");
        assertThat(text(connection.say("AUTH\t5000\tPLAIN\tservice=smtp\tnologin\t" + ALICE + "\n")))
                .isEqualTo("<Close[manner=ABORT, reason=temporary failure]>");
    }

    @Test
    void readsNothingAfterItHasClosed() {
        assertThat(text(connection.say("HELLO\nAUTH\t1\tPLAIN\tservice=imap\t" + ALICE + "\n")))
                .isEqualTo("<Close[manner=ORDERLY, reason=unknown command]>");
        assertThat(connection.say("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE + "\n"))
                .isEmpty();
    }

    @Test
    void saysNothingAfterItHasClosed() {
        AuthRequest first = connection.begin("AUTH\t1\tPLAIN\tservice=smtp\tnologin\t" + ALICE);
        AuthRequest second = connection.begin("AUTH\t2\tPLAIN\tservice=smtp\tnologin\t" + ALICE);
        assertThat(connection.fail(first)).isEqualTo("<Close[manner=ABORT, reason=temporary failure]>");
        assertThat(connection.grant(second)).isEmpty();
        assertThat(connection.session.closed()).containsExactly(new Cancelled(second));
    }

    @Test
    void cancelsEverythingWhenTheConnectionIsGone() {
        AuthRequest first = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        AuthRequest second = connection.begin("AUTH\t2\tPLAIN\tservice=imap\t" + ALICE);
        assertThat(connection.session.closed()).containsExactly(new Cancelled(first), new Cancelled(second));
        assertThat(connection.grant(first)).isEmpty();
        assertThat(connection.session.closed()).isEmpty();
    }

    @Test
    void refusalTellsCodeAndReason() {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        Outcome expired = new Outcome.Refused("alice", Outcome.Code.PASS_EXPIRED, "Password\nexpired\tnodelay");
        assertThat(text(connection.session.concluded(request, expired)))
                .isEqualTo("FAIL\t1\tuser=alice\tcode=pass_expired\treason=Password\u0001nexpired\u0001tnodelay\n");
    }

    /** Dovecot's client takes a longer line for a broken server's, and fails all that wait for it. */
    @Test
    void refusalLeavesOutWhatMakesItTooLong() {
        Parameters some = Parameters.of("forward_a=1", "auth_user=boss");
        Parameters many = Parameters.of("forward_a=" + "x".repeat(LineDecoder.AUTH_LINE));
        assertThat(told(new Outcome.Refused("a", Outcome.Code.AUTHZ_FAIL, "", some)))
                .isEqualTo("FAIL\t1\tuser=a\tcode=authz_fail\tforward_a=1\tauth_user=boss\n");
        assertThat(told(new Outcome.Refused("a", Outcome.Code.AUTHZ_FAIL, "", many)))
                .isEqualTo("FAIL\t1\tuser=a\tcode=authz_fail\n");
        assertThat(told(new Outcome.Temporary("a", some)))
                .isEqualTo("FAIL\t1\tuser=a\ttemp\tcode=temp_fail\tforward_a=1\tauth_user=boss\n");
        assertThat(told(new Outcome.Temporary("a", many))).isEqualTo("FAIL\t1\tuser=a\ttemp\tcode=temp_fail\n");
    }

    private String told(Outcome outcome) {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        return text(connection.session.concluded(request, outcome));
    }

    @ParameterizedTest
    @EnumSource(Outcome.Code.class)
    void codesAreDovecotsWords(Outcome.Code code) {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        String line = text(connection.session.concluded(request, new Outcome.Refused("", code, "")));
        assertThat(line)
                .isIn(
                        "FAIL\t1\n",
                        "FAIL\t1\tcode=user_disabled\n",
                        "FAIL\t1\tcode=pass_expired\n",
                        "FAIL\t1\tcode=authz_fail\n");
    }

    @Test
    void everyKindOfOutcomeIsTold() {
        List<Outcome> outcomes =
                List.of(new Outcome.Success("a", Parameters.NONE), Outcome.Refused.of("a"), new Outcome.Temporary("a"));
        assertThat(outcomes)
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
        for (Outcome outcome : outcomes) {
            AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
            assertThat(text(connection.session.concluded(request, outcome))).matches("(OK|FAIL)\t1\tuser=a.*\n");
        }
    }

    @Test
    void successNeedsAUser() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Success("", Parameters.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tnologin", "a\nOK\t2\tuser=root", "a\rb", "a\u0001tb", "a\0b"})
    void nameCannotAddAFieldOrALine(String name) {
        AuthRequest request = connection.begin("AUTH\t1\tPLAIN\tservice=imap\t" + ALICE);
        String line =
                text(connection.session.concluded(request, new Outcome.Success(name, Parameters.of("x=" + name))));
        assertThat(line).endsWith("\n").startsWith("OK\t1\tuser=a");
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\r", "\0");
        assertThat(line.split("\t", -1)).hasSize(4);
    }
}
