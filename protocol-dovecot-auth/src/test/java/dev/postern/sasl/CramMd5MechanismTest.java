package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CramMd5MechanismTest {

    private static final String CHALLENGE = "<4444444444444444.1700000000@mx.example.org>";
    private static final String DOVECOT_CONTEXT = "cd3ba7deaad6e5ca23448ba42e379747a9e0f7f1fbc00c8a81bbaac395731b56";
    private static final String ZEROS = "0".repeat(32);

    private final SaslExchange exchange = new CramMd5Mechanism().newExchange(new FixedContext());

    @Test
    void digestIsThatOfTheRfc() {
        byte[] context = CramMd5Digest.context(secret("tanstaaftanstaaf"));
        byte[] digest = CramMd5Digest.of(context, bytes("<1896.697170952@postoffice.reston.mci.net>"));
        assertThat(digest).asHexString().isEqualToIgnoringCase("b913a602c7eda7a495b4e6e7334d3890");
        assertThat(context).containsOnly(0);
    }

    @Test
    void contextIsThatOfDovecot() {
        // doveadm pw -s CRAM-MD5 -p secret
        assertThat(CramMd5Digest.context(secret("secret"))).asHexString().isEqualToIgnoringCase(DOVECOT_CONTEXT);
    }

    @RepeatedTest(50)
    void digestIsThatOfTheJdk() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] password = new byte[1 + random.nextInt(200)];
        byte[] message = new byte[random.nextInt(200)];
        random.nextBytes(password);
        random.nextBytes(message);
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(password, "HmacMD5"));
        assertThat(CramMd5Digest.of(CramMd5Digest.context(Secret.copyOf(password)), message))
                .as("seed %d", seed)
                .isEqualTo(mac.doFinal(message));
        assertThat(Md5Block.finish(Md5Block.initial(), 0, message))
                .as("seed %d", seed)
                .isEqualTo(MessageDigest.getInstance("MD5").digest(message));
    }

    @Test
    void letsInWhoKnowsThePassword() throws Exception {
        assertThat(exchange.start(null)).isEqualTo(new Challenge(Octets.of(CHALLENGE)));
        assertThat(exchange.respond(response("alice smith", "secret")))
                .isEqualTo(new NeedCredentials(CredentialKind.CRAM_MD5, "alice smith", ""));
        assertThat(exchange.credentials(new Credentials.Cleartext(secret("secret"))))
                .isEqualTo(new Success("alice smith", "", Optional.empty()));
    }

    @Test
    void letsInByTheStoredContext() throws Exception {
        exchange.respond(response("alice", "secret"));
        Secret context = Secret.copyOf(HexFormat.of().parseHex(DOVECOT_CONTEXT));
        assertThat(exchange.credentials(new Credentials.CramMd5(context))).isInstanceOf(Success.class);
        assertThat(context.copy()).as("the caller's").isNotEqualTo(new byte[32]);
    }

    @Test
    void skipsWhatComesAlong() {
        assertThat(exchange.start(bytes("alice " + ZEROS))).isEqualTo(new Challenge(Octets.of(CHALLENGE)));
    }

    @Test
    void readsHexOfEitherCase() throws Exception {
        String digits = new String(response("x", "secret"), ISO_8859_1).substring(1);
        exchange.respond(bytes("alice" + digits.toUpperCase(Locale.ROOT)));
        assertThat(exchange.credentials(new Credentials.Cleartext(secret("secret"))))
                .isInstanceOf(Success.class);
    }

    @Test
    void keepsOutEveryoneElse() throws Exception {
        exchange.respond(response("alice", "guess"));
        assertThat(exchange.credentials(new Credentials.Cleartext(secret("secret"))))
                .isEqualTo(new Failure("alice", Failure.Reason.MISMATCH));
    }

    @Test
    void keepsOutWhoDoesNotExistWhateverTheyProve() throws Exception {
        // the random context that stands in for a user's is known here
        byte[] standIn = new FixedContext().random(32);
        byte[] digest = CramMd5Digest.of(standIn, bytes(CHALLENGE));
        exchange.respond(bytes("nobody " + HexFormat.of().formatHex(digest)));
        assertThat(exchange.credentials(new Credentials.None()))
                .isEqualTo(new Failure("nobody", Failure.Reason.MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                " 00000000000000000000000000000000",
                "alice 0000000000000000000000000000000",
                "alice 000000000000000000000000000000000",
                "alice 0000000000000000000000000000000x",
                "alice 00000000000000000000000000000000 ",
                "al\0ice 00000000000000000000000000000000",
                "\u00ff 00000000000000000000000000000000"
            })
    void anythingElseIsMalformed(String response) {
        assertThat(exchange.respond(bytes(response))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    @Test
    void askingOutOfTurnIsABug() {
        assertThatIllegalStateException().isThrownBy(() -> exchange.credentials(new Credentials.None()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials.CramMd5(secret("short")));
    }

    /** What the JDK's own client says to the challenge. */
    private static byte[] response(String name, String password) throws SaslException {
        return new JdkClient("CRAM-MD5", "", name, "", password).respond(Octets.of(CHALLENGE));
    }

    private static Secret secret(String text) {
        return Secret.copyOf(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
