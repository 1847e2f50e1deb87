package dev.postern.sasl;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyPassword;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * LOGIN, the obsolete mechanism that Outlook and its kin still speak: the server asks for the name and then for the
 * password. A client that sends something along with its request has thereby given the name. A NUL, which no honest
 * client sends, fails the exchange, as in Dovecot.
 *
 * <p>Source: draft-murchison-sasl-login-00.
 */
final class LoginMechanism implements SaslMechanism {

    private static final Challenge USERNAME = new Challenge(Octets.of("Username:"));
    private static final Challenge PASSWORD = new Challenge(Octets.of("Password:"));

    @Override
    public String name() {
        return "LOGIN";
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

        private @Nullable String authcid;

        @Override
        public SaslStep start(byte @Nullable [] initialResponse) {
            return initialResponse == null || initialResponse.length == 0 ? USERNAME : respond(initialResponse);
        }

        @Override
        public SaslStep respond(byte[] response) {
            for (byte octet : response) {
                if (octet == 0) {
                    return new Failure(authcid == null ? "" : authcid, Failure.Reason.MALFORMED);
                }
            }
            return authcid == null ? name(response) : new VerifyPassword(authcid, "", Secret.copyOf(response));
        }

        private SaslStep name(byte[] response) {
            Optional<String> name = Text.decode(response, 0, response.length);
            if (name.isEmpty()) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            authcid = name.get();
            return PASSWORD;
        }
    }
}
