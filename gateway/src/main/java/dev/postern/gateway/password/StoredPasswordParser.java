package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.UnknownScheme;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads password columns as Dovecot does:
 *
 * <pre>
 * column = "{" name [ "." encoding ] "}" data     ; the first "}" ends the prefix; no blanks are trimmed
 *        | data                                   ; of the default scheme
 * encoding = "b64" | "base64" | "hex"             ; names and encodings in any case
 * </pre>
 *
 * <p>Parameters are compared with the limits before anything is computed. Takes microseconds. Immutable, thread-safe.
 */
public final class StoredPasswordParser {

    /** In characters. Far more than any scheme writes, and it bounds what a row can make this parser do. */
    private static final int MAX_LENGTH = 8_192;

    private final String defaultScheme;
    private final HashLimits limits;

    /**
     * A parser for one passdb.
     *
     * @param defaultScheme of columns without a prefix, without braces: {@code CRYPT}, {@code PLAIN.b64} …
     * @throws IllegalArgumentException if there is no such scheme
     */
    public StoredPasswordParser(String defaultScheme, HashLimits limits) {
        if (!isScheme(defaultScheme)) {
            throw new IllegalArgumentException("no such password scheme: " + defaultScheme);
        }
        this.defaultScheme = defaultScheme;
        this.limits = limits;
    }

    /** The names of all schemes that can be verified, sorted. */
    public static Set<String> schemes() {
        return Schemes.names();
    }

    /** The names of schemes that are weak, or have a weak form, sorted. */
    public static Set<String> weakSchemes() {
        return Schemes.weakNames();
    }

    /** Whether a name, with or without an encoding, can be a default scheme. */
    public static boolean isScheme(String name) {
        Prefix prefix = Prefix.of(name);
        return Schemes.find(prefix.scheme()) != null && (prefix.suffix() == null || prefix.encoding() != null);
    }

    /** Reads a column. */
    public StoredPassword parse(String column) {
        int end = prefixEnd(column);
        return end < 0 ? parseUnprefixed(column) : parse(column.substring(1, end), column.substring(end + 1));
    }

    /** Whether comparing with a column may take more than a digest or two, as far as the name of its scheme tells. */
    public boolean mayBeCostly(String column) {
        int end = prefixEnd(column);
        Prefix prefix = Prefix.of(end < 0 ? defaultScheme : column.substring(1, end));
        Scheme scheme = Schemes.find(prefix.scheme());
        return scheme != null && scheme.costly();
    }

    private static int prefixEnd(String column) {
        return column.startsWith("{") ? column.indexOf('}') : -1;
    }

    /** Reads a column as the default scheme's, even if it begins with a brace: Dovecot's {@code password_noscheme}. */
    public StoredPassword parseUnprefixed(String column) {
        return parse(defaultScheme, column);
    }

    private StoredPassword parse(String name, String data) {
        if (data.length() > MAX_LENGTH) {
            return new Malformed("the password column is longer than " + MAX_LENGTH + " characters");
        }
        Prefix prefix = Prefix.of(name);
        Scheme scheme = Schemes.find(prefix.scheme());
        if (scheme == null) {
            return absent(prefix);
        }
        if (prefix.suffix() != null && prefix.encoding() == null) {
            return new UnknownScheme("the encoding behind " + scheme.name() + ". is neither b64, base64 nor hex");
        }
        return scheme.read(data, prefix.encoding(), limits);
    }

    private static StoredPassword absent(Prefix prefix) {
        // The name is not repeated: it may be the beginning of a clear-text password.
        return Schemes.isRefused(prefix.scheme())
                ? new Unsupported(prefix.scheme())
                : new UnknownScheme("what stands in braces before the password names no scheme");
    }

    private record Prefix(String scheme, @Nullable String suffix) {

        static Prefix of(String name) {
            int dot = name.indexOf('.');
            String scheme = (dot < 0 ? name : name.substring(0, dot)).toUpperCase(Locale.ROOT);
            return new Prefix(scheme, dot < 0 ? null : name.substring(dot + 1));
        }

        @Nullable
        Encoding encoding() {
            return suffix == null ? null : Encoding.named(suffix);
        }
    }
}
