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
 *
 * @param chars what a name may hold; NUL and other control characters never
 */
public record UserNames(UsernameFormat format, UsernameChars chars, String defaultDomain) {

    /** Bytes of UTF-8; an SMTP path has 254, and a column holds 255. */
    private static final int MAX_BYTES = 255;

    /** As the configuration says. */
    public static UserNames of(AuthConfig config) {
        return new UserNames(config.usernameFormat(), config.usernameChars(), config.defaultDomain());
    }

    /** The name to look up; empty if no account can have it. */
    public Optional<String> normalise(String typed) {
        if (typed.isEmpty() || !typed.codePoints().allMatch(this::allowed)) {
            return Optional.empty();
        }
        String full = typed.indexOf('@') < 0 && !defaultDomain.isEmpty() ? typed + '@' + defaultDomain : typed;
        String name = fold(full);
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES ? Optional.of(name) : Optional.empty();
    }

    /** The name in the case in which it would be looked up. */
    String fold(String name) {
        return format == UsernameFormat.LOWER ? Folding.fold(name) : name;
    }

    private boolean allowed(int codePoint) {
        return !Character.isISOControl(codePoint) && chars.allows(codePoint);
    }
}
