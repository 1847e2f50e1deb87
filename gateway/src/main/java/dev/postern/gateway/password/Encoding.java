package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the data behind a scheme's prefix is written. */
enum Encoding {
    /** As it is. */
    NONE,
    /** Base64 as Dovecot reads it: white space anywhere is skipped, padding is required and ends it. */
    BASE64,
    /** Hexadecimal digits of either case. */
    HEX;

    /** The encoding that a prefix's suffix names, whatever its case; null if none is called that. */
    static @Nullable Encoding named(String suffix) {
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "b64", "base64" -> BASE64;
            case "hex" -> HEX;
            default -> null;
        };
    }

    /**
     * Decodes what is known to be that many bytes: hex if it is as long as that would be, base64 otherwise.
     *
     * @return the bytes, not necessarily that many; null if it is neither
     */
    static byte @Nullable [] guess(String text, int rawLength) {
        byte[] hex = text.length() == 2 * rawLength ? HEX.decode(text) : null;
        return hex != null ? hex : BASE64.decode(text);
    }

    /** The bytes; null if the text is not written so. */
    byte @Nullable [] decode(String text) {
        try {
            return switch (this) {
                case NONE -> text.getBytes(UTF_8);
                case BASE64 -> base64(text);
                case HEX -> HexFormat.of().parseHex(text);
            };
        } catch (IllegalArgumentException e) {
            // Not kept: its message quotes the text.
            return null;
        }
    }

    private static byte @Nullable [] base64(String text) {
        StringBuilder dense = new StringBuilder(text.length());
        text.chars().filter(c -> " \t\r\n".indexOf(c) < 0).forEach(c -> dense.append((char) c));
        return dense.length() % 4 == 0 ? Base64.getDecoder().decode(dense.toString()) : null;
    }
}
