package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * The first message of a SCRAM client (RFC 5802, section 7).
 *
 * <pre>
 * message  = header bare
 * header   = ("n" / "y") "," ["a=" saslname] ","      ; "p=", channel binding, is not offered
 * bare     = "n=" saslname ",r=" nonce *("," extension) ; "m=", a mandatory extension, is not understood
 * saslname = text with "=2C" for a comma and "=3D" for an equals sign
 * </pre>
 *
 * @param header as it was sent, one byte a character; the client has to repeat it
 * @param bare as it was sent, one byte a character; part of what is signed
 * @param authzid empty if the client names none
 * @param nonce the client's part
 */
record ScramClientFirst(String header, String bare, String authcid, String authzid, String nonce) {

    /** Parses a message; empty if it is malformed, or asks for what is not offered. */
    static Optional<ScramClientFirst> parse(byte[] message) {
        String[] parts = new String(message, ISO_8859_1).split(",", -1);
        if (parts.length < 4 || !(parts[0].equals("n") || parts[0].equals("y"))) {
            return Optional.empty();
        }
        String header = parts[0] + ',' + parts[1] + ',';
        String bare = new String(message, ISO_8859_1).substring(header.length());
        Optional<String> authzid = parts[1].isEmpty() ? Optional.of("") : name("a=", parts[1]);
        Optional<String> authcid = name("n=", parts[2]);
        boolean nonced = parts[3].startsWith("r=") && isPrintable(parts[3].substring(2));
        if (!nonced || authzid.isEmpty() || authcid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScramClientFirst(header, bare, authcid.get(), authzid.get(), parts[3].substring(2)));
    }

    private static boolean isPrintable(String nonce) {
        return !nonce.isEmpty() && nonce.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static Optional<String> name(String prefix, String part) {
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
