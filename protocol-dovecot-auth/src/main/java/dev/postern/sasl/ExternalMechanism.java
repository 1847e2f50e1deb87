package dev.postern.sasl;

import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyExternally;
import java.util.List;
import java.util.Optional;

/**
 * EXTERNAL (RFC 4422, appendix A): the client has proved by other means who it is, as by a certificate, and says at most
 * whom to act as.
 *
 * <pre>
 * message = [authzid]         ; UTF-8 without NUL
 * </pre>
 *
 * <p>Whether there is such a proof is for the host to know.
 */
final class ExternalMechanism implements SaslMechanism {

    static final String NAME = "EXTERNAL";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> flags() {
        return List.of();
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange();
    }

    private static final class Exchange implements SaslExchange {

        @Override
        public SaslStep respond(byte[] response) {
            Optional<String> authzid = Text.decode(response, 0, response.length);
            return authzid.isPresent() && authzid.get().indexOf('\0') < 0
                    ? new VerifyExternally(authzid.get())
                    : new Failure("", Failure.Reason.MALFORMED);
        }
    }
}
