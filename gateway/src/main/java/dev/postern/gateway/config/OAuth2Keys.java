package dev.postern.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/** {@code auth.oauth2:} */
final class OAuth2Keys {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final ScalarType<URI> URL = new ScalarType<>(
            "URL",
            "write https://HOST/PATH; http is for this host alone, because tokens go over it",
            false,
            OAuth2Keys::url,
            URI::toString,
            Schema.pattern("https?://.+"));
    private static final ValueType<List<String>> TEXTS =
            new ListType<>(Scalars.matching("text", "write a text without blanks", "\\S+", "holds blanks"), true);

    static final Key<URI> JWKS_URL =
            Key.optional("jwksUrl", URL, "where the issuer's keys are: tokens are JWTs, checked here");
    static final Key<URI> INTROSPECTION_URL =
            Key.optional("introspectionUrl", URL, "who is asked about each token instead (RFC 7662)");
    static final Key<String> ISSUER = Key.optional("issuer", Scalars.SOME_TEXT, "what a token's iss must be");
    static final Key<List<String>> AUDIENCE =
            Key.defaulted("audience", TEXTS, List.of(), "one of these must be among a token's aud");
    static final Key<String> USERNAME_CLAIM = Key.defaulted(
            "usernameClaim", Scalars.SOME_TEXT, OAuth2Config.DEFAULT_USERNAME_CLAIM, "what of a token names the user");
    static final Key<List<String>> REQUIRED_SCOPES =
            Key.defaulted("requiredScopes", TEXTS, List.of(), "all of these a token must have");
    static final Key<String> CLIENT_ID =
            Key.optional("clientId", Scalars.SOME_TEXT, "as whom introspectionUrl is asked");
    static final Key<SecretText> CLIENT_SECRET =
            Key.optional("clientSecret", Scalars.SECRET, "the secret beside it; better in clientSecretFile or ${NAME}");
    static final Key<SecretText> CLIENT_SECRET_FILE =
            Key.optional("clientSecretFile", new SecretFileType(), "a file that holds the secret");

    static final SectionType SECTION = SectionType.of(
                    JWKS_URL,
                    INTROSPECTION_URL,
                    ISSUER,
                    AUDIENCE,
                    USERNAME_CLAIM,
                    REQUIRED_SCOPES,
                    CLIENT_ID,
                    CLIENT_SECRET,
                    CLIENT_SECRET_FILE)
            .withRule(OAuth2Keys::check);

    private OAuth2Keys() {}

    private static void check(Section section) {
        section.refuseBoth(JWKS_URL, INTROSPECTION_URL);
        section.refuseBoth(CLIENT_SECRET, CLIENT_SECRET_FILE);
        if (section.has(JWKS_URL)) {
            checkLocal(section);
        } else if (!section.has(INTROSPECTION_URL)) {
            section.problem(
                    JWKS_URL,
                    section.place().name() + " has neither jwksUrl nor introspectionUrl",
                    "name where tokens are checked");
        }
        boolean secret = section.has(CLIENT_SECRET) || section.has(CLIENT_SECRET_FILE);
        if (secret != section.has(CLIENT_ID)) {
            section.problem(
                    CLIENT_ID,
                    section.place().name() + " has one of clientId and its secret",
                    "name both, or none of them");
        }
    }

    /** A signature says who made a token, not for whom: any other service of the issuer's could log in with its own. */
    private static void checkLocal(Section section) {
        for (Key<?> key : List.of(ISSUER, AUDIENCE)) {
            if (!section.has(key)) {
                String name = section.place().key(key.name()).name();
                section.problem(key, name + " is missing beside jwksUrl", "add " + key.name() + ": " + key.meaning());
            }
        }
        if (section.has(CLIENT_ID)) {
            section.problem(
                    CLIENT_ID,
                    section.place().key(CLIENT_ID.name()).name() + " stands beside jwksUrl",
                    "take it out: keys are public");
        }
    }

    private static URI url(String text) throws Unusable {
        try {
            URI url = new URI(text);
            boolean local = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            if (url.getHost() == null || url.getUserInfo() != null || !("https".equals(url.getScheme()) || local)) {
                throw new Unusable("is no https URL");
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw new Unusable("is no URL");
        }
    }

    static OAuth2Config config(Section section) {
        return new OAuth2Config(
                section.find(JWKS_URL).orElse(null),
                section.find(INTROSPECTION_URL).orElse(null),
                section.find(ISSUER).orElse(null),
                section.get(AUDIENCE),
                section.get(USERNAME_CLAIM),
                section.get(REQUIRED_SCOPES),
                section.find(CLIENT_ID).orElse(null),
                section.find(CLIENT_SECRET)
                        .or(() -> section.find(CLIENT_SECRET_FILE))
                        .orElse(null));
    }
}
