package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenMechanismTest {

    private static final Failure MALFORMED = new Failure("", Failure.Reason.MALFORMED);

    enum Mechanism {
        OAUTHBEARER,
        XOAUTH2
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void aTokenIsAPasswordToWhoOverhearsIt(Mechanism mechanism) {
        assertThat(mechanism(mechanism).flags()).containsExactly("plaintext");
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void asksForTheResponseWithAnEmptyChallenge(Mechanism mechanism) {
        assertThat(mechanism(mechanism).newExchange(new FixedContext()).start(null))
                .isEqualTo(new Challenge(Octets.EMPTY));
    }

    /** RFC 7628, section 4.1. */
    @Test
    void readsTheExampleOfTheRfc() {
        assertThat(start(
                        Mechanism.OAUTHBEARER,
                        "n,a=user@example.com,^host=server.example.com^port=143^"
                                + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^^"))
                .isEqualTo(verify(
                        "user@example.com",
                        "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==",
                        "{\"status\":\"invalid_token\"}"));
    }

    /** The example of Google's page on the protocol. */
    @Test
    void readsTheExampleOfTheDraft() {
        assertThat(start(
                        Mechanism.XOAUTH2,
                        "user=someuser@example.com^auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg^^"))
                .isEqualTo(verify(
                        "someuser@example.com",
                        "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg",
                        "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y,a=a=2Cb,^auth=bearer t^^", "n,a=a=2Cb,^auth=BEARER  t^x=y^^"})
    void readsNamesAndCasesAsTheyMayBeWritten(String message) {
        assertThat(start(Mechanism.OAUTHBEARER, message)).isInstanceOfSatisfying(VerifyToken.class, step -> {
            assertThat(step.authcid()).isEqualTo("a,b");
            assertThat(step.token()).isEqualTo(Secret.copyOf("t".getBytes(US_ASCII)));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^",
                "n,,^auth=Bearer t^^",
                "n,a=,^auth=Bearer t^^",
                "p=tls-unique,a=alice,^auth=Bearer t^^",
                "n,a=alice^auth=Bearer t^^",
                "n,a=alice,auth=Bearer t^^",
                "n,a=a=b,^auth=Bearer t^^",
                "n,a=a\0b,^auth=Bearer t^^",
                "n,a=\u00ff,^auth=Bearer t^^",
                // no token, several, none that is one
                "n,a=alice,^^",
                "n,a=alice,^auth=^^",
                "n,a=alice,^auth=Bearer ^^",
                "n,a=alice,^auth=Basic t^^",
                "n,a=alice,^auth=Bearer t t^^",
                "n,a=alice,^auth=Bearer \u00fc^^",
                "n,a=alice,^auth=Bearer t^auth=Bearer u^^",
                // no end
                "n,a=alice,^auth=Bearer t^",
                "n,a=alice,^auth=Bearer t",
            })
    void anythingElseIsMalformed(String message) {
        assertThat(start(Mechanism.OAUTHBEARER, message)).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user=alice",
                "user=^auth=Bearer t^^",
                "auth=Bearer t^^",
                "auth=Bearer t^user=alice^^",
                "user=alice^^",
                "user=alice^auth=Bearer ^^",
                "user=alice^auth=t^^",
                "user=a\0b^auth=Bearer t^^",
                "user=\u00ff^auth=Bearer t^^",
                "user=alice^auth=Bearer t^",
            })
    void soItIsInTheOlderForm(String message) {
        assertThat(start(Mechanism.XOAUTH2, message)).isEqualTo(MALFORMED);
    }

    @Test
    void aTokenIsBounded() {
        assertThat(start(Mechanism.XOAUTH2, "user=alice^auth=Bearer " + "t".repeat(8_192) + "^^"))
                .isInstanceOf(VerifyToken.class);
        assertThat(start(Mechanism.XOAUTH2, "user=alice^auth=Bearer " + "t".repeat(8_193) + "^^"))
                .isEqualTo(MALFORMED);
    }

    private static SaslMechanism mechanism(Mechanism mechanism) {
        return mechanism == Mechanism.XOAUTH2 ? BearerTokenMechanism.XOAUTH2 : BearerTokenMechanism.OAUTHBEARER;
    }

    private static SaslStep start(Mechanism mechanism, String message) {
        byte[] bytes = message.replace('^', '\u0001').getBytes(ISO_8859_1);
        return mechanism(mechanism).newExchange(new FixedContext()).start(bytes);
    }

    private static SaslStep verify(String authcid, String token, String refusal) {
        return new VerifyToken(authcid, Secret.copyOf(token.getBytes(US_ASCII)), Octets.of(refusal));
    }
}
