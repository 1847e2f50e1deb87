package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyPassword;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMechanismTest {

    @Test
    void asksForTheResponseWithAnEmptyChallenge() {
        SaslExchange exchange = exchange();
        assertThat(exchange.start(null)).isEqualTo(new Challenge(Octets.EMPTY));
        assertThat(exchange.respond(bytes("\0alice\0secret"))).isEqualTo(verify("alice", "", "secret"));
    }

    @Test
    void readsTheInitialResponse() {
        assertThat(start("\0alice\0secret")).isEqualTo(verify("alice", "", "secret"));
    }

    @Test
    void namingOneselfTwiceIsNamingOneself() {
        assertThat(start("alice\0alice\0secret")).isEqualTo(verify("alice", "", "secret"));
    }

    @Test
    void passesOnWhomTheClientWantsToBe() {
        assertThat(start("bob\0alice\0secret")).isEqualTo(verify("alice", "bob", "secret"));
        // raw spelling counts, as in Dovecot
        assertThat(start("Alice\0alice\0secret")).isEqualTo(verify("alice", "Alice", "secret"));
    }

    @Test
    void passwordIsAnyBytes() {
        assertThat(start("\0alice\0\u00fc\u00ff \t\n")).isEqualTo(verify("alice", "", "\u00fc\u00ff \t\n"));
    }

    @Test
    void emptyNameAndPasswordAreForTheHostToJudge() {
        assertThat(start("\0\0")).isEqualTo(verify("", "", ""));
        assertThat(start("\0alice\0")).isEqualTo(verify("alice", "", ""));
        assertThat(start("bob\0\0secret")).isEqualTo(verify("", "bob", "secret"));
    }

    @Test
    void namesAreUtf8() {
        assertThat(start("\0\u00c3\u00bc\0x")).isEqualTo(verify("\u00fc", "", "x"));
    }

    /** F26: too few NULs, too many, and names that are no UTF-8. */
    @ParameterizedTest
    @MethodSource("malformed")
    void anythingElseIsMalformed(String message) {
        assertThat(start(message)).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    static String[] malformed() {
        return new String[] {
            "",
            "alice",
            "alice\0secret",
            "\0alice",
            "\0",
            "\0alice\0secret\0",
            "\0alice\0sec\0ret",
            "\0\0\0",
            "\0\u00ff\0secret",
            "\u00ff\0alice\0secret",
            "\0a\u00c3\0secret"
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "plain", "Plain"})
    void isFoundInAnyCase(String name) {
        assertThat(SaslMechanisms.offering(List.of(name)).find("pLAIN"))
                .map(SaslMechanism::name)
                .contains("PLAIN");
    }

    private static SaslExchange exchange() {
        return new PlainMechanism().newExchange(new FixedContext());
    }

    private static SaslStep start(String message) {
        return exchange().start(bytes(message));
    }

    private static SaslStep verify(String authcid, String authzid, String password) {
        return new VerifyPassword(authcid, authzid, Secret.copyOf(bytes(password)));
    }

    private static byte[] bytes(String message) {
        return message.getBytes(ISO_8859_1);
    }
}
