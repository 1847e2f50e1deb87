package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * The first message of a SCRAM client (RFC 5802, section 7).
 *
 * <pre>
 * message  = header bare                       ; see {@link Gs2Header}
 * bare     = "n=" saslname ",r=" nonce *("," extension) ; "m=", a mandatory extension, is not understood
 * </pre>
 *
 * @param bare as it was sent, one byte a character; part of what is signed
 * @param nonce the client's part
 */
record ScramClientFirst(Gs2Header header, String bare, String authcid, String nonce) {

    /** Parses a message; empty if it is malformed, or asks for what is not offered. */
    static Optional<ScramClientFirst> parse(byte[] message) {
        String text = new String(message, ISO_8859_1);
        return Gs2Header.parse(text)
                .flatMap(header -> parse(header, text.substring(header.text().length())));
    }

    private static Optional<ScramClientFirst> parse(Gs2Header header, String bare) {
        String[] parts = bare.split(",", -1);
        if (parts.length < 2) {
            return Optional.empty();
        }
        boolean nonced = parts[1].startsWith("r=") && isPrintable(parts[1].substring(2));
        return Gs2Header.name("n=", parts[0])
                .filter(name -> nonced)
                .map(name -> new ScramClientFirst(header, bare, name, parts[1].substring(2)));
    }

    private static boolean isPrintable(String nonce) {
        return !nonce.isEmpty() && nonce.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Whom the client wants to act as; empty for itself. */
    String authzid() {
        return header.authzid().equals(authcid) ? "" : header.authzid();
    }
}
