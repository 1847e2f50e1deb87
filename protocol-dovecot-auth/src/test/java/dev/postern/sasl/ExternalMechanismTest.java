package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyExternally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalMechanismTest {

    private final SaslExchange exchange = new ExternalMechanism().newExchange(new FixedContext());

    @Test
    void hasNoFlags() {
        assertThat(new ExternalMechanism().flags()).isEmpty();
    }

    @Test
    void asksForTheResponseWithAnEmptyChallenge() {
        assertThat(exchange.start(null)).isEqualTo(new Challenge(Octets.EMPTY));
        assertThat(exchange.respond(new byte[0])).isEqualTo(new VerifyExternally(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "alice@example.org", "a b"})
    void passesOnWhomTheClientWantsToBe(String authzid) {
        assertThat(exchange.start(authzid.getBytes(ISO_8859_1))).isEqualTo(new VerifyExternally(authzid));
    }

    /** A NUL, and bytes that are no UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "alice\0", "\u00ff"})
    void anythingElseIsMalformed(String authzid) {
        assertThat(exchange.start(authzid.getBytes(ISO_8859_1))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }
}
