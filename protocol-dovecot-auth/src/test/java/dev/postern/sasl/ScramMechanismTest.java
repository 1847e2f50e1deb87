package dev.postern.sasl;

import static dev.postern.sasl.ScramClient.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.sasl.Credentials.ScramKeys;
import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramMechanismTest {

    private static final String SERVER_NONCE = "cnJy".repeat(16);
    private static final Failure MALFORMED = new Failure("", Failure.Reason.MALFORMED);

    private final ScramKeys keys = ScramHash.SHA_256.derive(secret("secret"), Octets.of("salt"), 10);
    private final SaslExchange exchange = exchange("SCRAM-SHA-256");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                // RFC 5802, section 5
                "SHA_1|QSXCR+Q6sek8bf92|6dlGYMOdZcOPutkcNY8U2g7vK9Y=|D+CSWLOshSulAsxiupA+qs2/fTE="
                        + "|n=user,r=fyko+d2lbbFgONRv9qkxdawL"
                        + ",r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
                        + ",c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j"
                        + "|v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=|rmF9pqV8S7suAoZWja4dJRkFsKQ=",
                // RFC 7677, section 3
                "SHA_256|W22ZaJ0SNY7soEsUEjb6gQ==|WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + "|wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
                        + "|n=user,r=rOprNGfwEbeRWgbNEkqO"
                        + ",r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
                        + ",c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
                        + "|dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=|6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            })
    void computesAsTheRfcsDo(
            ScramHash hash, String salt, String stored, String server, String signed, String proof, String signature) {
        ScramKeys derived = hash.derive(secret("pencil"), Octets.copyOf(base64(salt)), 4096);
        assertThat(derived.storedKey().copy()).isEqualTo(base64(stored));
        assertThat(derived.serverKey().copy()).isEqualTo(base64(server));
        assertThat(hash.proves(base64(proof), base64(stored), bytes(signed))).isTrue();
        assertThat(hash.proves(base64(proof), base64(stored), bytes(signed + "x")))
                .isFalse();
        assertThat(hash.proves(base64(stored), base64(stored), bytes(signed))).isFalse();
        assertThat(hash.proves(new byte[3], base64(stored), bytes(signed))).isFalse();
        assertThat(hash.hmac(base64(server), bytes(signed))).isEqualTo(base64(signature));
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-1, 1, SHA_1, SCRAM_SHA_1", "SCRAM-SHA-256, 256, SHA_256, SCRAM_SHA_256"})
    void letsInWhoKnowsThePasswordAndProvesItselfToThem(
            String mechanism, String sha, ScramHash hash, CredentialKind kind) throws Exception {
        SaslExchange scram = exchange(mechanism);
        ScramClient client = new ScramClient(sha, "n,,", "n=alice,r=abc", "secret");
        assertThat(scram.start(null)).isEqualTo(new Challenge(Octets.EMPTY));
        assertThat(scram.respond(client.first())).isEqualTo(new NeedCredentials(kind, "alice", ""));
        SaslStep serverFirst = scram.credentials(hash.derive(secret("secret"), Octets.of("salt"), 4096));
        assertThat(text(serverFirst)).isEqualTo("r=abc" + SERVER_NONCE + ",s=c2FsdA==,i=4096");
        SaslStep end = scram.respond(client.last(text(serverFirst)));
        assertThat(end).isInstanceOfSatisfying(Success.class, success -> {
            assertThat(success.authcid()).isEqualTo("alice");
            assertThat(client.isSatisfied(
                            new String(success.data().orElseThrow().toByteArray(), UTF_8)))
                    .isTrue();
        });
    }

    @Test
    void readsTheInitialResponse() {
        assertThat(exchange.start(bytes("n,,n=alice,r=abc")))
                .isEqualTo(new NeedCredentials(CredentialKind.SCRAM_SHA_256, "alice", ""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "n,,n=a=2Cb=3Dc,r=x|a,b=c|~~",
                "n,,n=a=3D2C,r=x|a=2C|~~",
                "y,,n=\u00c3\u00bc,r=x|\u00fc|~~",
                "n,a=bob,n=alice,r=x|alice|bob",
                "n,a=b=2Cb,n=alice,r=x,ext=1|alice|b,b",
                "n,a=alice,n=alice,r=x|alice|~~",
                "n,a=,n=,r=x|~~|~~",
            })
    void readsNames(String message, String authcid, String authzid) {
        assertThat(exchange.start(bytes(message)))
                .isEqualTo(new NeedCredentials(CredentialKind.SCRAM_SHA_256, authcid, authzid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=alice",
                "n,,r=x,n=alice",
                "n,n=alice,r=x",
                "x,,n=alice,r=x",
                ",,n=alice,r=x",
                "n,bob,n=alice,r=x",
                "n,,alice,r=x",
                "n,,n=alice,r=",
                "n,,n=alice,r= x",
                "n,,n=alice,x=x",
                // an escape that is none
                "n,,n=a=b,r=x",
                "n,,n=a=2c,r=x",
                "n,,n=a=,r=x",
                "n,a=a=b,n=alice,r=x",
                "n,,n=\u00ff,r=x",
                "n,,n=a\0b,r=x",
                // what is not offered: channel binding, mandatory extensions
                "p=tls-unique,,n=alice,r=x",
                "n,,m=ext,n=alice,r=x",
            })
    void anythingElseIsMalformed(String message) {
        assertThat(exchange.start(bytes(message))).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=NONCE",
                "c=biws,r=NONCE,p=!",
                "c=biws,r=NONCE,p=YQ",
                "r=NONCE,c=biws,p=",
                "c=eSws,r=NONCE,p=",
                "c=biws,r=abc,p=",
                "c=biws,r=NONCEx,p=",
                "c=biws,x=y,r=NONCE,p=",
                "p=",
                ",p=",
                "c=,r=NONCE,p="
            })
    void lastMessageContinuesTheFirst(String message) {
        exchange.start(bytes("n,,n=alice,r=abc"));
        exchange.credentials(keys);
        assertThat(exchange.respond(bytes(message.replace("NONCE", "abc" + SERVER_NONCE))))
                .isEqualTo(new Failure("alice", Failure.Reason.MALFORMED));
    }

    @Test
    void extensionsAreSignedAndOtherwiseSkipped() {
        exchange.start(bytes("n,,n=alice,r=abc,x=1"));
        exchange.credentials(keys);
        assertThat(exchange.respond(bytes("c=biws,r=abc" + SERVER_NONCE + ",x=2,p=YWJj")))
                .isEqualTo(new Failure("alice", Failure.Reason.MISMATCH));
    }

    @Test
    void keepsOutEveryoneElse() throws Exception {
        ScramClient client = new ScramClient("256", "n,,", "n=alice,r=abc", "guess");
        exchange.start(client.first());
        byte[] last = client.last(text(exchange.credentials(keys)));
        assertThat(exchange.respond(last)).isEqualTo(new Failure("alice", Failure.Reason.MISMATCH));
    }

    @Test
    void whoDoesNotExistSeesTheSameSaltEachTimeAndFailsAtTheEnd() throws Exception {
        for (int i = 0; i < 2; i++) {
            SaslExchange scram = exchange("SCRAM-SHA-256");
            ScramClient client = new ScramClient("256", "n,,", "n=nobody,r=abc", "secret");
            scram.start(client.first());
            SaslStep challenge = scram.credentials(new Credentials.None());
            String salt = Base64.getEncoder().encodeToString(bytes("salt of nobody"));
            assertThat(text(challenge)).isEqualTo("r=abc" + SERVER_NONCE + ",s=" + salt + ",i=4096");
            assertThat(scram.respond(client.last(text(challenge))))
                    .isEqualTo(new Failure("nobody", Failure.Reason.MISMATCH));
        }
    }

    @ParameterizedTest
    @EnumSource(ScramHash.class)
    void emptyPasswordHasKeysToo(ScramHash hash) {
        assertThat(hash.derive(secret(""), Octets.of("salt"), 1).storedKey().length())
                .isEqualTo(hash.length());
    }

    @Test
    void askingOutOfTurnIsABug() {
        assertThatIllegalStateException().isThrownBy(() -> exchange.credentials(keys));
        exchange.start(bytes("n,,n=alice,r=abc"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.credentials(new Credentials.Cleartext(secret("secret"))));
        exchange.credentials(keys);
        assertThatIllegalStateException().isThrownBy(() -> exchange.credentials(keys));
        assertThatIllegalArgumentException().isThrownBy(() -> ScramHash.SHA_1.derive(secret("x"), Octets.EMPTY, 0));
    }

    private static SaslExchange exchange(String mechanism) {
        Optional<SaslMechanism> found =
                SaslMechanisms.offering(List.of(mechanism)).find(mechanism);
        return found.orElseThrow().newExchange(new FixedContext());
    }

    private static Secret secret(String text) {
        return Secret.copyOf(bytes(text));
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
