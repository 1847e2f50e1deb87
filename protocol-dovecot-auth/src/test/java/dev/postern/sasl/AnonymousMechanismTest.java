package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.SaslStep.Anonymous;
import dev.postern.sasl.SaslStep.Challenge;
import org.junit.jupiter.api.Test;

class AnonymousMechanismTest {

    private final SaslExchange exchange = new AnonymousMechanism().newExchange(new FixedContext());

    @Test
    void announcesItselfAsAnonymous() {
        assertThat(new AnonymousMechanism().flags()).containsExactly("anonymous");
    }

    @Test
    void asksForTheTraceWithAnEmptyChallenge() {
        assertThat(exchange.start(null)).isEqualTo(new Challenge(Octets.EMPTY));
        assertThat(exchange.respond("sirhc".getBytes(UTF_8))).isEqualTo(new Anonymous("sirhc"));
    }

    @Test
    void traceMayBeEmpty() {
        assertThat(exchange.start(new byte[0])).isEqualTo(new Anonymous(""));
    }

    @Test
    void cutsAnEndlessTraceAndReplacesWhatIsNotUtf8() {
        assertThat(exchange.start("a".repeat(10_000).getBytes(UTF_8))).isEqualTo(new Anonymous("a".repeat(255)));
        assertThat(exchange.start(new byte[] {'a', (byte) 0xFF})).isEqualTo(new Anonymous("a\uFFFD"));
    }
}
