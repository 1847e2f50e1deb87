package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyPassword;
import org.junit.jupiter.api.Test;

class LoginMechanismTest {

    private static final Challenge USERNAME = new Challenge(Octets.of("Username:"));
    private static final Challenge PASSWORD = new Challenge(Octets.of("Password:"));

    private final SaslExchange exchange = new LoginMechanism().newExchange(new FixedContext());

    @Test
    void asksForNameAndPassword() {
        assertThat(exchange.start(null)).isEqualTo(USERNAME);
        assertThat(exchange.respond(bytes("alice"))).isEqualTo(PASSWORD);
        assertThat(exchange.respond(bytes("se\u00ffcret"))).isEqualTo(verify("alice", "se\u00ffcret"));
    }

    @Test
    void initialResponseIsTheName() {
        assertThat(exchange.start(bytes("alice"))).isEqualTo(PASSWORD);
        assertThat(exchange.respond(bytes("secret"))).isEqualTo(verify("alice", "secret"));
    }

    @Test
    void emptyInitialResponseIsNone() {
        assertThat(exchange.start(bytes(""))).isEqualTo(USERNAME);
        assertThat(exchange.respond(bytes("alice"))).isEqualTo(PASSWORD);
    }

    @Test
    void emptyNameAndPasswordAreForTheHostToJudge() {
        exchange.start(null);
        assertThat(exchange.respond(bytes(""))).isEqualTo(PASSWORD);
        assertThat(exchange.respond(bytes(""))).isEqualTo(verify("", ""));
    }

    @Test
    void nulIsNobodysName() {
        assertThat(exchange.start(bytes("alice\0x"))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    @Test
    void nulIsNobodysPassword() {
        exchange.start(bytes("alice"));
        assertThat(exchange.respond(bytes("secret\0x"))).isEqualTo(new Failure("alice", Failure.Reason.MALFORMED));
    }

    @Test
    void nameIsUtf8() {
        assertThat(exchange.start(bytes("\u00ff"))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    private static SaslStep verify(String authcid, String password) {
        return new VerifyPassword(authcid, "", Secret.copyOf(bytes(password)));
    }

    private static byte[] bytes(String message) {
        return message.getBytes(ISO_8859_1);
    }
}
