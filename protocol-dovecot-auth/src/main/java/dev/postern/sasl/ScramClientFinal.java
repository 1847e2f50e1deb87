package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last message of a SCRAM client (RFC 5802, section 7).
 *
 * <pre>
 * message = "c=" base64(header) ",r=" nonce *("," extension) ",p=" base64(proof)
 * </pre>
 *
 * @param binding what stands behind {@code c=}
 * @param nonce what stands behind {@code r=}: the client's part and the server's
 * @param withoutProof as it was sent, one byte a character; part of what is signed
 */
record ScramClientFinal(String binding, String nonce, String withoutProof, Octets proof) {

    /** Parses a message; empty if it is malformed. */
    static Optional<ScramClientFinal> parse(byte[] message) {
        String text = new String(message, ISO_8859_1);
        int end = text.lastIndexOf(",p=");
        String[] parts = text.substring(0, Math.max(0, end)).split(",", -1);
        if (parts.length < 2 || !parts[0].startsWith("c=") || !parts[1].startsWith("r=")) {
            return Optional.empty();
        }
        byte[] proof = base64(text.substring(end + ",p=".length()));
        return proof == null
                ? Optional.empty()
                : Optional.of(new ScramClientFinal(
                        parts[0].substring(2), parts[1].substring(2), text.substring(0, end), Octets.copyOf(proof)));
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return text.length() % 4 == 0 ? Base64.getDecoder().decode(text) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
