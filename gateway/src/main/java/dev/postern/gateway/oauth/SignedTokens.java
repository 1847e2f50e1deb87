package dev.postern.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.postern.gateway.auth.TokenVerifier;
import dev.postern.gateway.config.OAuth2Config;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** JSON Web Tokens (RFC 7519), checked here by the keys that their issuer publishes. Thread-safe. */
public final class SignedTokens implements TokenVerifier {

    /** Signatures with a public key alone: whoever knows that key could make any other. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    private static final int MIN_RSA_BITS = 2_048;

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final IssuerKeys keys;
    private final ClaimRules rules;
    private final InstantSource clock;

    /** Asks nobody yet. */
    public SignedTokens(Vertx vertx, OAuth2Config config, URI jwksUrl) {
        this(vertx, config, new Endpoint(vertx, jwksUrl, Endpoint.PATIENCE), InstantSource.system());
    }

    SignedTokens(Vertx vertx, OAuth2Config config, Endpoint endpoint, InstantSource clock) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.keys = new IssuerKeys(vertx, endpoint::get, System::nanoTime);
        this.rules = new ClaimRules(config, true);
        this.clock = clock;
    }

    @Override
    public Future<Verdict> verify(Secret token) {
        Optional<SignedJWT> parsed = parse(token);
        if (parsed.isEmpty()) {
            return Future.succeededFuture(new Verdict.Invalid("it is no signed JSON Web Token"));
        }
        SignedJWT jwt = parsed.get();
        String keyId = jwt.getHeader().getKeyID();
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm()) || keyId == null) {
            return Future.succeededFuture(new Verdict.Invalid("it is signed in a way that is not taken here"));
        }
        return keys.find(keyId)
                .compose(key -> key.isEmpty()
                        ? Future.succeededFuture(new Verdict.Invalid("its key is none of the issuer's"))
                        : vertx.executeBlocking(() -> check(jwt, key.get()), false))
                .otherwise(cause -> new Verdict.Undecided(
                        new Unavailable("keys of tokens cannot be had from " + endpoint + ": " + cause.getMessage())));
    }

    private static Optional<SignedJWT> parse(Secret token) {
        byte[] bytes = token.copy();
        try {
            return Optional.of(SignedJWT.parse(new String(bytes, StandardCharsets.US_ASCII)));
        } catch (ParseException notSigned) {
            return Optional.empty();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Verdict check(SignedJWT jwt, JWK key) {
        try {
            Optional<JWSVerifier> verifier = verifier(key);
            if (verifier.isEmpty() || !jwt.verify(verifier.get())) {
                return new Verdict.Invalid("its signature is wrong");
            }
            return rules.judge(jwt.getJWTClaimsSet(), clock.instant());
        } catch (JOSEException | ParseException unsuited) {
            return new Verdict.Invalid("its signature or content does not fit: "
                    + unsuited.getClass().getSimpleName());
        }
    }

    /** Empty if the key is not for this. The library refuses an algorithm of another kind of key. */
    private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS) {
            return Optional.of(new RSASSAVerifier(rsa));
        }
        return key instanceof ECKey ec ? Optional.of(new ECDSAVerifier(ec)) : Optional.empty();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
