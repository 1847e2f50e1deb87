package dev.postern.dovecot.client;

import static dev.postern.dovecot.client.Connection.base64;
import static dev.postern.dovecot.client.Connection.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.HandOff;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.ScramClient;
import dev.postern.sasl.ScramHash;
import dev.postern.sasl.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mechanisms that need credentials, and have something to say with a success. */
class LastWordsTest {

    private static final Outcome.Success SUCCESS = new Outcome.Success("alice", Parameters.of("x=1"));
    private static final Credentials KEYS =
            ScramHash.SHA_256.derive(Secret.copyOf("secret".getBytes(UTF_8)), Octets.of("salt"), 10);

    private final Connection connection = Connection.login();

    @Test
    void goOutWithTheOkToAClientThatTakesThem() throws Exception {
        AuthRequest request = prove("final-resp-ok\t");
        List<AuthClientEffect> effects = connection.session.concluded(request, SUCCESS);
        assertThat(effects.get(0)).isEqualTo(new HandOff(request, 4711, SUCCESS));
        assertThat(text(effects.subList(1, 2))).matches("OK\t1\tuser=alice\tx=1\tresp=[A-Za-z0-9+/]{62}==\n");
    }

    @Test
    void goOutAsOneMoreChallengeToAnyOther() throws Exception {
        AuthRequest request = prove("");
        assertThat(text(connection.session.concluded(request, SUCCESS))).matches("CONT\t1\t[A-Za-z0-9+/]{62}==\n");
        assertThat(connection.session.concluded(request, SUCCESS)).isEmpty();
        List<AuthClientEffect> effects = connection.say("CONT\t1\t\n");
        assertThat(effects.get(0)).isEqualTo(new HandOff(request, 4711, SUCCESS));
        assertThat(text(effects.subList(1, 2))).isEqualTo("OK\t1\tuser=alice\tx=1\n");
    }

    @Test
    void areNotSaidToWhoIsRefusedAfterAll() throws Exception {
        AuthRequest request = prove("final-resp-ok\t");
        Outcome disabled = new Outcome.Refused("alice", Outcome.Code.USER_DISABLED, "");
        assertThat(text(connection.session.concluded(request, disabled)))
                .isEqualTo("FAIL\t1\tuser=alice\tcode=user_disabled\n");
    }

    @Test
    void whoGivesUpBeforeTheAcknowledgementIsNotLoggedIn() throws Exception {
        connection.session.concluded(prove(""), SUCCESS);
        assertThat(text(connection.say("CANCEL\t1\n"))).startsWith("<Cancelled");
        assertThat(text(connection.say("CONT\t1\t\n"))).contains("timed out");
    }

    @Test
    void brokenAcknowledgementIsNone() throws Exception {
        connection.session.concluded(prove(""), SUCCESS);
        assertThat(text(connection.say("CONT\t1\t!\n")))
                .isEqualTo("FAIL\t1\tcode=invalid_base64\treason=Invalid base64 data in continued response\n");
        assertThat(connection.session.hasOpenExchanges()).isFalse();
    }

    @Test
    void outageWhileCredentialsAreAwaitedIsTemporary() {
        AuthRequest request =
                connection.begin("AUTH\t1\tSCRAM-SHA-256\tservice=imap\tresp=" + base64("n,,n=alice,r=abc"));
        assertThat(connection.fail(request)).isEqualTo("FAIL\t1\tuser=alice@example.org\ttemp\tcode=temp_fail\n");
        assertThat(connection.session.credentials(request, KEYS)).isEmpty();
    }

    @Test
    void credentialsOfACancelledExchangeAreDropped() {
        AuthRequest request =
                connection.begin("AUTH\t1\tSCRAM-SHA-256\tservice=imap\tresp=" + base64("n,,n=alice,r=abc"));
        connection.say("CANCEL\t1\n");
        assertThat(connection.session.credentials(request, KEYS)).isEmpty();
    }

    @Test
    void serverSpeaksFirstInCramMd5() {
        assertThat(text(connection.say("AUTH\t1\tCRAM-MD5\tservice=imap\tresp=" + base64("skipped") + "\n")))
                .isEqualTo("CONT\t1\t" + base64("<4444444444444444.1700000000@mx.example.org>") + "\n");
        AuthRequest request = connection.begin("CONT\t1\t" + base64("alice " + "0".repeat(32)));
        assertThat(connection.session.credentials(request, new Credentials.None()))
                .containsExactly(
                        new Authenticate(request, new SaslStep.Failure("alice", SaslStep.Failure.Reason.MISMATCH)));
    }

    /** Goes as far as to the proof. */
    private AuthRequest prove(String parameters) throws Exception {
        ScramClient client = new ScramClient("256", "n,,", "n=alice,r=abc", "secret");
        String first = Base64.getEncoder().encodeToString(client.first());
        List<AuthClientEffect> asked =
                connection.say("AUTH\t1\tSCRAM-SHA-256\tservice=imap\t" + parameters + "resp=" + first + "\n");
        AuthRequest request = ((Authenticate) asked.get(0)).request();
        assertThat(asked)
                .containsExactly(
                        new Authenticate(request, new NeedCredentials(CredentialKind.SCRAM_SHA_256, "alice", "")));
        String challenge =
                text(connection.session.credentials(request, KEYS)).strip().split("\t", -1)[2];
        String serverFirst = new String(Base64.getDecoder().decode(challenge), UTF_8);
        String last = Base64.getEncoder().encodeToString(client.last(serverFirst));
        List<AuthClientEffect> proved = connection.say("CONT\t1\t" + last + "\n");
        assertThat(((Authenticate) proved.get(0)).step()).isInstanceOf(SaslStep.Success.class);
        return request;
    }
}
