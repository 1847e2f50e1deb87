package dev.postern.gateway.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of a passdb or userdb row mean, as in Dovecot's SQL drivers. */
public final class AccountFields {
    private static final String PASSWORD = "password";
    private static final String PASSWORD_NOSCHEME = "password_noscheme";
    private static final String NO_PASSWORD = "nopassword";
    private static final String USER = "user";
    private static final String USERNAME = "username";
    private static final String DOMAIN = "domain";

    /** Columns that decide here and never reach a mail server. */
    private static final Set<String> INNER = Set.of(PASSWORD, PASSWORD_NOSCHEME, NO_PASSWORD, USER, USERNAME, DOMAIN);

    private static final String USERDB_PREFIX = "userdb_";

    private AccountFields() {}

    /**
     * What typed passwords are compared with; null if the row has nothing.
     *
     * @param defaultScheme what {@code password_noscheme} is in, even if it begins with a brace
     */
    static @Nullable String storedPassword(Map<String, String> fields, String defaultScheme) {
        String prefixed = fields.get(PASSWORD);
        String bare = fields.get(PASSWORD_NOSCHEME);
        return prefixed != null || bare == null ? prefixed : '{' + defaultScheme + '}' + bare;
    }

    /** Whether any password will do. Beside a password the column counts for nothing: it is checked. */
    static boolean takesAnyPassword(Map<String, String> fields) {
        return fields.containsKey(NO_PASSWORD)
                && fields.getOrDefault(PASSWORD, "").isEmpty()
                && fields.getOrDefault(PASSWORD_NOSCHEME, "").isEmpty();
    }

    /**
     * The account's final name: {@code user} replaces the name that was looked up, {@code username} the part before the
     * {@code @} (or all of it, if it has one itself), {@code domain} the part behind.
     */
    public static String finalName(String user, Map<String, String> fields) {
        String name = fields.getOrDefault(USER, user);
        String username = fields.get(USERNAME);
        if (username != null) {
            int at = name.indexOf('@');
            name = username.indexOf('@') >= 0 || at < 0 ? username : username + name.substring(at);
        }
        String domain = fields.get(DOMAIN);
        if (domain != null) {
            int at = name.indexOf('@');
            name = (at < 0 ? name : name.substring(0, at)) + '@' + domain;
        }
        return name;
    }

    /** Whether a passdb's row is as good as none to a mail process that asks where to deliver: forbidden, or ended. */
    public static boolean isNobody(Map<String, String> fields) {
        return new PassdbRow(fields).isNobody(Instant.now());
    }

    /** Whether a passdb's row sends the user to another server without saying where that is. */
    public static boolean isHalfProxied(Map<String, String> fields) {
        return ProxyFields.areIn(fields) && !ProxyFields.nameAnAddress(fields);
    }

    /** What the row says to the mail server. */
    public static Map<String, String> outer(Map<String, String> fields) {
        Map<String, String> outer = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!INNER.contains(name) && !PassdbRow.OWN.contains(name) && !name.startsWith(USERDB_PREFIX)) {
                outer.put(name, value);
            }
        });
        return outer;
    }
}
