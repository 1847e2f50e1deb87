package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.Success;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SCRAM with channel binding (RFC 5802, section 6). */
class ScramPlusTest {

    private static final byte[] CHANNEL = {1, 2, 3, (byte) 0xFF};
    private static final List<String> BOTH = List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS");

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-1-PLUS, 1, SHA_1", "SCRAM-SHA-256-PLUS, 256, SHA_256"})
    void letsInWhoSpeaksOverTheSameChannel(String mechanism, String sha, ScramHash hash) throws Exception {
        assertThat(exchange(List.of(mechanism), mechanism, sha, hash, CHANNEL)).isInstanceOf(Success.class);
    }

    /** Somebody in between has one channel with the client and another one with the server. */
    @Test
    void keepsOutWhoSpeaksOverAnother() throws Exception {
        assertThat(exchange(BOTH, "SCRAM-SHA-256-PLUS", "256", ScramHash.SHA_256, new byte[] {1, 2, 3, 4}))
                .isEqualTo(new Failure("alice", Failure.Reason.MALFORMED));
    }

    @Test
    void keepsOutWhoseChannelIsNotTold() throws Exception {
        assertThat(exchange(BOTH, "SCRAM-SHA-256-PLUS", "256", ScramHash.SHA_256, new byte[0]))
                .isEqualTo(new Failure("alice", Failure.Reason.MALFORMED));
    }

    private static SaslStep exchange(List<String> offered, String mechanism, String sha, ScramHash hash, byte[] told)
            throws Exception {
        SaslExchange scram = start(offered, mechanism);
        ScramClient client = new ScramClient(sha, "p=tls-exporter,,", "n=alice,r=abc", "secret").bound(CHANNEL);
        scram.start(client.first());
        Challenge challenge = (Challenge)
                scram.credentials(hash.derive(Secret.copyOf("secret".getBytes(ISO_8859_1)), Octets.of("salt"), 10));
        assertThat(challenge.channelBinding()).isEqualTo("tls-exporter");
        if (told.length > 0) {
            scram.channelBinding(told);
        }
        return scram.respond(client.last(ScramClient.text(challenge)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the plain mechanism of a server that binds nothing: whoever could is not deceived
                "SCRAM-SHA-256 | SCRAM-SHA-256 | n,, | true",
                "SCRAM-SHA-256 | SCRAM-SHA-256 | y,, | true",
                "SCRAM-SHA-256 | SCRAM-SHA-256 | p=tls-exporter,, | false",
                // beside -PLUS: who could and was told that the server could not has been deceived
                "SCRAM-SHA-256 SCRAM-SHA-256-PLUS | SCRAM-SHA-256 | n,, | true",
                "SCRAM-SHA-256 SCRAM-SHA-256-PLUS | SCRAM-SHA-256 | y,, | false",
                "SCRAM-SHA-256 SCRAM-SHA-256-PLUS | SCRAM-SHA-256 | p=tls-exporter,, | false",
                // of another hash
                "SCRAM-SHA-256 SCRAM-SHA-1-PLUS | SCRAM-SHA-256 | y,, | true",
                // -PLUS itself
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | p=tls-exporter,, | true",
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | p=tls-unique,, | true",
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | p=tls-server-end-point,, | false",
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | p=,, | false",
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | n,, | false",
                "SCRAM-SHA-256-PLUS | SCRAM-SHA-256-PLUS | y,, | false",
            })
    void takesTheFlagsThatFitWhatIsOffered(String offered, String mechanism, String header, boolean taken) {
        SaslStep step =
                start(List.of(offered.split(" ")), mechanism).start((header + "n=alice,r=abc").getBytes(ISO_8859_1));
        assertThat(step).isInstanceOf(taken ? SaslStep.NeedCredentials.class : Failure.class);
    }

    @Test
    void aChannelThatNobodyAskedForIsABug() {
        SaslExchange scram = start(BOTH, "SCRAM-SHA-256");
        assertThatIllegalStateException().isThrownBy(() -> scram.channelBinding(CHANNEL));
        scram.start("n,,n=alice,r=abc".getBytes(ISO_8859_1));
        assertThatIllegalStateException().isThrownBy(() -> scram.channelBinding(CHANNEL));
    }

    @Test
    void clientsWithoutAChannelAreOfferedTheRest() {
        SaslMechanisms rest = SaslMechanisms.offering(BOTH).withoutChannelBinding();
        assertThat(rest.offered()).extracting(SaslMechanism::name).containsExactly("SCRAM-SHA-256");
        assertThat(rest.offered().get(0).flags()).containsExactly("mutual-auth");
        assertThat(SaslMechanisms.offering(List.of("SCRAM-SHA-1-PLUS"))
                        .withoutChannelBinding()
                        .offered())
                .isEmpty();
    }

    private static SaslExchange start(List<String> offered, String mechanism) {
        return SaslMechanisms.offering(offered).find(mechanism).orElseThrow().newExchange(new FixedContext());
    }
}
