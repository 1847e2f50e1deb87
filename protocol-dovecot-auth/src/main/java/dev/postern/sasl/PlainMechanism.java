package dev.postern.sasl;

import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyPassword;
import java.util.List;
import java.util.Optional;

/**
 * PLAIN (RFC 4616): the client says whom to act as, who it is, and its password.
 *
 * <pre>
 * message = [authzid] NUL authcid NUL passwd      ; no further NUL; names in UTF-8, the password any bytes but NUL
 * </pre>
 *
 * <p>An empty name or password is passed on: whether it can be right is the host's business.
 */
final class PlainMechanism implements SaslMechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public List<String> flags() {
        return List.of("plaintext");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange();
    }

    private static final class Exchange implements SaslExchange {

        @Override
        public SaslStep respond(byte[] response) {
            int first = indexOfNul(response, 0);
            int second = indexOfNul(response, first + 1);
            boolean twoNuls = second < response.length && indexOfNul(response, second + 1) == response.length;
            return twoNuls ? read(response, first, second) : new Failure("", Failure.Reason.MALFORMED);
        }

        private static SaslStep read(byte[] response, int first, int second) {
            Optional<String> authzid = Text.decode(response, 0, first);
            Optional<String> authcid = Text.decode(response, first + 1, second);
            if (authzid.isEmpty() || authcid.isEmpty()) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            Secret password = Secret.copyOf(response, second + 1, response.length);
            String actAs = authzid.equals(authcid) ? "" : authzid.get();
            return new VerifyPassword(authcid.get(), actAs, password);
        }

        private static int indexOfNul(byte[] bytes, int from) {
            int position = from;
            while (position < bytes.length && bytes[position] != 0) {
                position++;
            }
            return position;
        }
    }
}
