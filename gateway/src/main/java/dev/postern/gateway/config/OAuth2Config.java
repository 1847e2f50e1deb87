package dev.postern.gateway.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for the tokens of OAUTHBEARER and XOAUTH2, and what a token must say. One of the two URLs is null.
 *
 * @param jwksUrl where the issuer's keys are; tokens are JSON Web Tokens, checked here
 * @param introspectionUrl who is asked about each token (RFC 7662)
 * @param issuer what a token's {@code iss} must be; null: anything, which JSON Web Tokens are not allowed
 * @param audience one of these must be among a token's {@code aud}; empty: anything, which JSON Web Tokens are not allowed
 * @param usernameClaim what of a token names the user
 * @param requiredScopes all of which a token must have
 * @param clientId as whom the introspection endpoint is asked; null: as nobody
 * @param clientSecret beside it
 */
public record OAuth2Config(
        @Nullable URI jwksUrl,
        @Nullable URI introspectionUrl,
        @Nullable String issuer,
        List<String> audience,
        String usernameClaim,
        List<String> requiredScopes,
        @Nullable String clientId,
        @Nullable SecretText clientSecret) {

    /** Dovecot's own default. */
    public static final String DEFAULT_USERNAME_CLAIM = "email";

    /** The lists are copied. */
    public OAuth2Config {
        audience = List.copyOf(audience);
        requiredScopes = List.copyOf(requiredScopes);
    }
}
