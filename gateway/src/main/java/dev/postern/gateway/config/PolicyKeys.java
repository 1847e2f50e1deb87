package dev.postern.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** {@code auth.policy:} */
final class PolicyKeys {

    /** Dovecot's; enough to tell typing errors from guesses, too little to find a password by. */
    private static final int DEFAULT_HASH_BITS = 12;

    /** Of SHA-256. */
    private static final int MAX_HASH_BITS = 256;

    private static final ScalarType<URI> HTTP_URL = new ScalarType<>(
            "HTTP URL", "write http://HOST:PORT/", true, PolicyKeys::url, URI::toString, Schema.pattern("https?://.+"));

    static final Key<URI> URL = Key.required("url", HTTP_URL, "where the server listens; ?command=… is appended");
    static final Key<String> USERNAME =
            Key.defaulted("username", Scalars.SOME_TEXT, "wforce", "for basic authentication, beside a password");
    static final Key<SecretText> PASSWORD =
            Key.optional("password", Scalars.SECRET, "the server's password; better in passwordFile or ${NAME}");
    static final Key<SecretText> PASSWORD_FILE =
            Key.optional("passwordFile", new SecretFileType(), "a file that holds the server's password");
    static final Key<Duration> TIMEOUT = Key.defaulted(
            "timeout",
            Quantities.duration(Duration.ofMillis(10), PolicyConfig.MAX_TIMEOUT),
            Duration.ofSeconds(1),
            "how long the server may take for one answer");
    static final Key<Boolean> FAIL_OPEN = Key.defaulted(
            "failOpen",
            Scalars.BOOLEAN,
            true,
            "while the server does not answer logins go on; false: they fail for the moment");
    static final Key<Boolean> CHECK_BEFORE =
            Key.defaulted("checkBefore", Scalars.BOOLEAN, true, "ask before the password is verified");
    static final Key<Boolean> CHECK_AFTER =
            Key.defaulted("checkAfter", Scalars.BOOLEAN, true, "ask again after a login that would be granted");
    static final Key<Boolean> REPORT = Key.defaulted("report", Scalars.BOOLEAN, true, "tell what became of each login");
    static final Key<SecretText> HASH_NONCE = Key.optional(
            "hashNonce", Scalars.SECRET, "as Dovecot's auth_policy_hash_nonce; the same on all servers of a site");
    static final Key<SecretText> HASH_NONCE_FILE =
            Key.optional("hashNonceFile", new SecretFileType(), "a file that holds the nonce");
    static final Key<Integer> HASH_BITS = Key.defaulted(
            "hashBits",
            Quantities.count(1, MAX_HASH_BITS),
            DEFAULT_HASH_BITS,
            "how much of a typed password's hash is told, as Dovecot's auth_policy_hash_truncate");

    static final SectionType SECTION = SectionType.of(
                    URL,
                    USERNAME,
                    PASSWORD,
                    PASSWORD_FILE,
                    TIMEOUT,
                    FAIL_OPEN,
                    CHECK_BEFORE,
                    CHECK_AFTER,
                    REPORT,
                    HASH_NONCE,
                    HASH_NONCE_FILE,
                    HASH_BITS)
            .withRule(PolicyKeys::check);

    private PolicyKeys() {}

    private static void check(Section section) {
        section.refuseBoth(PASSWORD, PASSWORD_FILE);
        section.refuseBoth(HASH_NONCE, HASH_NONCE_FILE);
        if (!section.has(HASH_NONCE) && !section.has(HASH_NONCE_FILE)) {
            section.place()
                    .problem(
                            section.at(),
                            section.place().key(HASH_NONCE.name()).name() + " is missing",
                            "add a long random text, the same on all servers of a site");
        }
    }

    private static URI url(String text) throws Unusable {
        try {
            URI url = new URI(Scalars.matched(text, "https?://.+", "is no http:// or https:// URL"));
            if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
                throw new Unusable("has no host, or has a password or a fragment in it");
            }
            return url;
        } catch (URISyntaxException flaw) {
            throw new Unusable("is no URL");
        }
    }

    static PolicyConfig config(Section section) {
        return new PolicyConfig(
                section.get(URL),
                section.get(USERNAME),
                section.find(PASSWORD).or(() -> section.find(PASSWORD_FILE)).orElse(null),
                section.get(TIMEOUT),
                section.get(FAIL_OPEN),
                section.get(CHECK_BEFORE),
                section.get(CHECK_AFTER),
                section.get(REPORT),
                section.find(HASH_NONCE).or(() -> section.find(HASH_NONCE_FILE)).orElseThrow(),
                section.get(HASH_BITS));
    }
}
