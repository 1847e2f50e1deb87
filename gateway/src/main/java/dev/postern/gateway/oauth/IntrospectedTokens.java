package dev.postern.gateway.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.postern.gateway.auth.TokenVerifier;
import dev.postern.gateway.config.OAuth2Config;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Tokens of any form, about which their issuer is asked each time (RFC 7662). Thread-safe. */
public final class IntrospectedTokens implements TokenVerifier {

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final OAuth2Config config;
    private final ClaimRules rules;
    private final InstantSource clock = InstantSource.system();

    /** Asks nobody yet. */
    public IntrospectedTokens(Vertx vertx, OAuth2Config config, URI introspectionUrl) {
        this(vertx, config, new Endpoint(vertx, introspectionUrl, Endpoint.PATIENCE));
    }

    IntrospectedTokens(Vertx vertx, OAuth2Config config, Endpoint endpoint) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.config = config;
        this.rules = new ClaimRules(config, false);
    }

    @Override
    public Future<Verdict> verify(Secret token) {
        byte[] bytes = token.copy();
        String form = "token=" + URLEncoder.encode(new String(bytes, UTF_8), UTF_8) + "&token_type_hint=access_token";
        Arrays.fill(bytes, (byte) 0);
        return endpoint.post(headers(), Buffer.buffer(form))
                .compose(answer -> vertx.executeBlocking(() -> judge(answer), false))
                .otherwise(cause -> new Verdict.Undecided(
                        new Unavailable("tokens cannot be checked at " + endpoint + ": " + cause.getMessage())));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        SecretText secret = config.clientSecret();
        if (config.clientId() != null && secret != null) {
            // RFC 6749, section 2.3.1: both are encoded as in a form before they are put together.
            String pair = URLEncoder.encode(config.clientId(), UTF_8) + ':' + URLEncoder.encode(secret.reveal(), UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        return headers;
    }

    private Verdict judge(Buffer answer) throws IOException {
        try {
            Map<String, Object> claims = new HashMap<>(JSONObjectUtils.parse(answer.toString(UTF_8)));
            Object active = claims.remove("active");
            if (!(active instanceof Boolean)) {
                throw new IOException("it answers without active");
            }
            return Boolean.TRUE.equals(active)
                    ? rules.judge(JWTClaimsSet.parse(claims), clock.instant())
                    : new Verdict.Invalid("its issuer says so");
        } catch (ParseException notJson) {
            throw new IOException("it answers something else than JSON", notJson);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
