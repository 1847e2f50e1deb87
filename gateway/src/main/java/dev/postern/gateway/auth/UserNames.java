package dev.postern.gateway.auth;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.AuthConfig.UsernameFormat;
import dev.postern.gateway.config.UsernameChars;
import dev.postern.gateway.directory.Folding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Turns a login name as typed into the name that is looked up, or refuses it: default domain, allowed characters, case,
 * in Dovecot's order. Nothing is asked for a name that is refused.
 */
public final class UserNames {

    /** Bytes of UTF-8; an SMTP path has 254, and a column holds 255. */
    private static final int MAX_BYTES = 255;

    private static final int ASCII = 128;

    private final UsernameFormat format;
    private final UsernameChars chars;
    private final String defaultDomain;

    /** For each ASCII character whether a name may hold it: asked for every character of every login. */
    private final boolean[] ascii = new boolean[ASCII];

    /** @param chars what a name may hold; NUL and other control characters never */
    UserNames(UsernameFormat format, UsernameChars chars, String defaultDomain) {
        this.format = format;
        this.chars = chars;
        this.defaultDomain = defaultDomain;
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = !Character.isISOControl(c) && chars.allows(c);
        }
    }

    /** As the configuration says. */
    public static UserNames of(AuthConfig config) {
        return new UserNames(config.usernameFormat(), config.usernameChars(), config.defaultDomain());
    }

    /** The name to look up; empty if no account can have it. */
    public Optional<String> normalise(String typed) {
        if (typed.isEmpty() || !allAllowed(typed)) {
            return Optional.empty();
        }
        String full = typed.indexOf('@') < 0 && !defaultDomain.isEmpty() ? typed + '@' + defaultDomain : typed;
        String name = fold(full);
        return fits(name) ? Optional.of(name) : Optional.empty();
    }

    private boolean allAllowed(String typed) {
        for (int i = 0; i < typed.length(); i += Character.charCount(typed.codePointAt(i))) {
            if (!allowed(typed.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** No char takes more than three bytes, so hardly any name has to be counted. */
    private static boolean fits(String name) {
        return name.length() <= MAX_BYTES / 3 || name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /** The name in the case in which it would be looked up. */
    String fold(String name) {
        return format == UsernameFormat.LOWER ? Folding.fold(name) : name;
    }

    private boolean allowed(int codePoint) {
        return codePoint < ASCII ? ascii[codePoint] : !Character.isISOControl(codePoint) && chars.allows(codePoint);
    }
}
