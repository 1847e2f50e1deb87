package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What SCRAM's and OAUTHBEARER's first messages begin with (RFC 5801, section 4).
 *
 * <pre>
 * header   = flag "," ["a=" saslname] ","
 * flag     = "n" / "y" / "p=" name            ; the name of a channel binding
 * saslname = text with "=2C" for a comma and "=3D" for an equals sign
 * </pre>
 *
 * @param text as it was sent, one byte a character; some clients have to repeat it
 * @param flag {@code n}, {@code y} or {@code p}
 * @param binding the name of a channel binding; empty without one
 * @param authzid empty if the client names none
 */
record Gs2Header(String text, char flag, String binding, String authzid) {

    private static final Pattern FORM = Pattern.compile("(?s)([ny]|p=([A-Za-z0-9.-]+)),(a=[^,]*)?,");

    /** Parses the beginning of a message of one byte a character; empty if it is malformed. */
    static Optional<Gs2Header> parse(String message) {
        Matcher header = FORM.matcher(message);
        if (!header.lookingAt()) {
            return Optional.empty();
        }
        String binding = header.group(2) == null ? "" : header.group(2);
        Optional<String> authzid = header.group(3) == null ? Optional.of("") : name("a=", header.group(3));
        return authzid.map(name -> new Gs2Header(header.group(), message.charAt(0), binding, name));
    }

    /** Reads a name behind a prefix; empty if it stands there in another form, or is not UTF-8. */
    static Optional<String> name(String prefix, String part) {
        if (!part.startsWith(prefix)) {
            return Optional.empty();
        }
        String escaped = part.substring(prefix.length());
        String plain = escaped.replace("=2C", ",").replace("=3D", "=");
        // Each escape makes the text shorter by two and leaves no other equals sign than those it stood for.
        long escapes = escaped.chars().filter(c -> c == '=').count();
        if (escaped.length() - plain.length() != 2 * escapes) {
            return Optional.empty();
        }
        byte[] bytes = plain.getBytes(ISO_8859_1);
        return Text.decode(bytes, 0, bytes.length).filter(text -> text.indexOf('\0') < 0);
    }
}
