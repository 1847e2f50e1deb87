package dev.postern.sasl;

import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.VerifyToken;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2, Google's draft of it: the client shows a token that somebody else has issued
 * ({@link BearerToken} has the grammar).
 *
 * <p>A client whose token is refused hears why in JSON, responds with anything, and fails then. One whose message is
 * malformed fails at once, as in Dovecot 2.3.
 */
final class BearerTokenMechanism implements SaslMechanism {

    /** What Dovecot 2.3 says, byte for byte. */
    static final BearerTokenMechanism OAUTHBEARER =
            new BearerTokenMechanism("OAUTHBEARER", "{\"status\":\"invalid_token\"}", BearerToken::parseOauthBearer);

    static final BearerTokenMechanism XOAUTH2 = new BearerTokenMechanism(
            "XOAUTH2", "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}", BearerToken::parseXoauth2);

    private final String name;
    private final Octets refusal;
    private final Function<byte[], Optional<BearerToken>> parser;

    private BearerTokenMechanism(String name, String refusal, Function<byte[], Optional<BearerToken>> parser) {
        this.name = name;
        this.refusal = Octets.of(refusal);
        this.parser = parser;
    }

    @Override
    public String name() {
        return name;
    }

    /** A token is as good as a password to whoever overhears it. */
    @Override
    public List<String> flags() {
        return List.of("plaintext");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange();
    }

    private final class Exchange implements SaslExchange {

        @Override
        public SaslStep respond(byte[] response) {
            return parser.apply(response)
                    .<SaslStep>map(said -> new VerifyToken(said.authcid(), said.token(), refusal))
                    .orElse(new Failure("", Failure.Reason.MALFORMED));
        }
    }
}
