package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.FixedContext;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslExchange;
import dev.postern.sasl.SaslMechanism;
import dev.postern.sasl.SaslMechanisms;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.ScramHash;
import dev.postern.sasl.Secret;
import java.util.Arrays;
import java.util.Iterator;

/** Every mechanism, spoken to by somebody who does not know the password. */
class SaslFuzzTest {

    /** More than any mechanism has. */
    private static final int ROUNDS = 8;

    /** Nobody's: no corpus holds it, so whoever passes has not proved that he knows it. */
    private static final String PASSWORD = "9f2c51c0e7d84b6aa3c1";

    private static final Credentials.Cleartext CLEARTEXT =
            new Credentials.Cleartext(Secret.copyOf(PASSWORD.getBytes(US_ASCII)));

    private static final Credentials SCRAM_SHA_1 = keys(ScramHash.SHA_1);
    private static final Credentials SCRAM_SHA_256 = keys(ScramHash.SHA_256);

    private static Credentials keys(ScramHash hash) {
        return hash.derive(CLEARTEXT.password(), Octets.of("salt"), 1);
    }

    /** The first byte chooses the mechanism, the rest are its responses, one on each line. */
    @FuzzTest
    void nobodySucceedsWhoDoesNotKnowThePassword(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        SaslMechanisms all = SaslMechanisms.offering(SaslMechanisms.known());
        SaslMechanism mechanism =
                all.offered().get((bytes[0] & 0xff) % all.offered().size());
        byte[] said = Arrays.copyOfRange(bytes, 1, bytes.length);
        converse(mechanism, said, true);
        converse(mechanism, said, false);
    }

    private static void converse(SaslMechanism mechanism, byte[] said, boolean known) {
        Iterator<byte[]> responses = new String(said, ISO_8859_1)
                .lines()
                .map(line -> line.getBytes(ISO_8859_1))
                .iterator();
        SaslExchange exchange = mechanism.newExchange(new FixedContext("d.test"));
        SaslStep step = exchange.start(responses.hasNext() ? responses.next() : null);
        int rounds = 0;
        while (!isLast(step)) {
            assertThat(++rounds).as("%s ends", mechanism.name()).isLessThan(ROUNDS);
            if (step instanceof SaslStep.NeedCredentials need) {
                step = exchange.credentials(known ? credentials(need.kind()) : new Credentials.None());
            } else {
                step = exchange.respond(responses.hasNext() ? responses.next() : new byte[0]);
            }
        }
        assertThat(step).as(mechanism.name()).isNotInstanceOf(SaslStep.Success.class);
        if (step instanceof SaslStep.VerifyPassword verify) {
            assertThat(new String(said, ISO_8859_1))
                    .contains(new String(verify.password().copy(), ISO_8859_1));
        }
    }

    private static boolean isLast(SaslStep step) {
        return step instanceof SaslStep.ForHost && !(step instanceof SaslStep.NeedCredentials);
    }

    private static Credentials credentials(CredentialKind kind) {
        return switch (kind) {
            case SCRAM_SHA_1 -> SCRAM_SHA_1;
            case SCRAM_SHA_256 -> SCRAM_SHA_256;
            default -> CLEARTEXT;
        };
    }
}
