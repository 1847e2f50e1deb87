package dev.postern.gateway.config;

import dev.postern.gateway.config.AuthConfig.UsernameFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code auth:} */
final class AuthKeys {

    private static final AuthConfig DEFAULTS = AuthConfig.defaults();

    static final Key<List<String>> MECHANISMS = Key.defaulted(
            "mechanisms",
            new ListType<>(Scalars.oneOf(AuthConfig.MECHANISMS.toArray(String[]::new), name -> name), false),
            DEFAULTS.mechanisms(),
            "SASL mechanisms, in the order in which they are announced");
    static final Key<String> DEFAULT_SCHEME = Key.defaulted(
            "defaultScheme",
            Scalars.matching("scheme", "write a scheme's name, as CRYPT", "[A-Za-z0-9][A-Za-z0-9.-]*", "is no scheme"),
            DEFAULTS.defaultScheme(),
            "of stored passwords without a {SCHEME} prefix");
    static final Key<UsernameFormat> USERNAME_FORMAT = Key.defaulted(
            "usernameFormat",
            Scalars.oneOf(UsernameFormat.values(), UsernameFormat::label),
            DEFAULTS.usernameFormat(),
            "what becomes of a typed name before it is looked up");
    static final Key<UsernameChars> USERNAME_CHARS = Key.defaulted(
            "usernameChars",
            new ScalarType<>(
                    "characters",
                    "write the characters, with ranges as a-z",
                    false,
                    UsernameChars::new,
                    UsernameChars::text,
                    Schema.text()),
            DEFAULTS.usernameChars(),
            "what a typed name may hold, as Dovecot's auth_username_chars; empty allows everything");
    static final Key<String> DEFAULT_DOMAIN = Key.defaulted(
            "defaultDomain",
            Scalars.matching("domain", "write a domain without @", "[^\\s@]*", "is no domain"),
            DEFAULTS.defaultDomain(),
            "appended to a name without @");
    static final Key<String> MASTER_SEPARATOR = Key.defaulted(
            "masterSeparator",
            Scalars.matching("separator", "write one character, as \"*\"", "[^\\sA-Za-z0-9@]?", "is no separator"),
            "",
            "between a user and the master (masterdb) who logs in as that user, as Dovecot's auth_master_user_separator");
    static final Key<Duration> FAILURE_DELAY = Key.defaulted(
            "failureDelay",
            Quantities.duration(Duration.ZERO, AuthConfig.MAX_FAILURE_DELAY),
            DEFAULTS.failureDelay(),
            "how long a refusal is held back");
    static final Key<Boolean> REQUIRE_SECURED = Key.defaulted(
            "requireSecured",
            Scalars.BOOLEAN,
            DEFAULTS.requireSecured(),
            "plaintext mechanisms only when the client says secured, or is local");
    static final Key<Boolean> REFUSE_WEAK = Key.defaulted(
            "refuseWeak", Scalars.BOOLEAN, DEFAULTS.refuseWeak(), "refuse logins against hashes of broken schemes");
    static final Key<Duration> STALE_FOR = Key.defaulted(
            "staleFor",
            CacheKeys.AGE_OR_NONE,
            DEFAULTS.staleFor(),
            "how old credentials may be while the database is away; 0 for none");

    static final Key<Path> SECRET_FILE = Key.optional(
            "secretFile",
            Scalars.PATH,
            "a secret that makes SCRAM answer unknown users as known ones, also after a restart; made when absent;"
                    + " the same on all nodes of a site");

    static final Key<String> ANONYMOUS_USER = Key.defaulted(
            "anonymousUser",
            Scalars.matching("user name", "write a user's name", "[^\\s\\p{Cntrl}]+", "is no user name"),
            DEFAULTS.anonymousUser(),
            "as whom the mechanism ANONYMOUS logs in; no row of passdb is asked");
    static final Key<List<NetworkRange>> TRUSTED_NETWORKS = Key.defaulted(
            "trustedNetworks",
            new ListType<>(Scalars.NETWORK, true),
            DEFAULTS.guard().trustedNetworks(),
            "mail clients in these are never punished for wrong passwords: a webmail's host, a monitor");
    static final Key<Section> PENALTY =
            Key.section("penalty", PenaltyKeys.SECTION, "what wrong passwords cost a network");
    static final Key<Section> POLICY =
            Key.optional("policy", PolicyKeys.SECTION, "a weakforced server that is asked beside");
    static final Key<Section> OAUTH2 =
            Key.optional("oauth2", OAuth2Keys.SECTION, "who vouches for the tokens of OAUTHBEARER and XOAUTH2");

    static final Key<String> LIBCRYPT = Key.optional(
            "libcrypt",
            Scalars.matching(
                    "library",
                    "write libcrypt.so.1, or a path from /",
                    "[A-Za-z0-9._+-]+|/[^\\p{Cntrl}]+",
                    "is no library"),
            "the library of libxcrypt that computes gost-yescrypt, SunMD5, sha1crypt and bsdicrypt; without it these are refused");

    static final Key<Section> REHASH =
            Key.optional("rehash", RehashKeys.SECTION, "replaces weak stored hashes after a login; off unless written");
    static final Key<Section> LAST_USE =
            Key.optional("lastUse", LastUseKeys.SECTION, "notes when app passwords were last used; off unless written");

    static final SectionType SECTION = SectionType.of(
                    MECHANISMS,
                    DEFAULT_SCHEME,
                    USERNAME_FORMAT,
                    USERNAME_CHARS,
                    DEFAULT_DOMAIN,
                    MASTER_SEPARATOR,
                    FAILURE_DELAY,
                    REQUIRE_SECURED,
                    REFUSE_WEAK,
                    STALE_FOR,
                    SECRET_FILE,
                    ANONYMOUS_USER,
                    TRUSTED_NETWORKS,
                    PENALTY,
                    POLICY,
                    OAUTH2,
                    LIBCRYPT,
                    REHASH,
                    LAST_USE)
            .withRule(AuthKeys::checkTokens);

    private AuthKeys() {}

    static AuthConfig config(Section section) {
        return new AuthConfig(
                section.get(MECHANISMS),
                section.get(DEFAULT_SCHEME),
                section.get(USERNAME_FORMAT),
                section.get(USERNAME_CHARS),
                section.get(DEFAULT_DOMAIN),
                section.get(FAILURE_DELAY),
                section.get(REQUIRE_SECURED),
                section.get(REFUSE_WEAK),
                section.get(STALE_FOR),
                section.find(SECRET_FILE).orElse(null),
                section.get(ANONYMOUS_USER),
                new GuardConfig(
                        section.get(TRUSTED_NETWORKS),
                        PenaltyKeys.config(section.get(PENALTY)),
                        section.find(POLICY).map(PolicyKeys::config).orElse(null)),
                section.find(OAUTH2).map(OAuth2Keys::config).orElse(null),
                section.find(LIBCRYPT).orElse(null),
                section.find(REHASH).map(RehashKeys::config).orElse(null),
                section.find(LAST_USE).map(LastUseKeys::config).orElse(null));
    }

    private static void checkTokens(Section section) {
        boolean takesTokens = section.get(MECHANISMS).stream().anyMatch(AuthConfig.TOKEN_MECHANISMS::contains);
        if (takesTokens && !section.has(OAUTH2)) {
            section.problem(
                    MECHANISMS,
                    section.place().key(MECHANISMS.name()).name() + " takes tokens, and nobody vouches for them",
                    "add auth.oauth2 with jwksUrl or introspectionUrl");
        }
        if (!takesTokens && section.has(OAUTH2)) {
            section.problem(
                    OAUTH2,
                    section.place().key(OAUTH2.name()).name() + " is of no use: no mechanism takes tokens",
                    "add OAUTHBEARER or XOAUTH2 to auth.mechanisms");
        }
    }
}
