package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client answers to a DIGEST-MD5 challenge (RFC 2831, section 2.1.2).
 *
 * <pre>
 * response  = 1#directive
 * directive = key "=" (token / quoted)       ; keys in any case, blanks around anything are skipped
 * quoted    = DQUOTE *(char / "\" char) DQUOTE
 * </pre>
 *
 * <p>An instance is what this server can go on with. Values hold one byte a character, for they go into digests as they
 * came.
 */
final class DigestMd5Response {

    private static final int PROOF_DIGITS = 32;

    /** What may stand there once. Of {@code realm} the first that is not empty counts; anything else is skipped. */
    private static final Set<String> SINGLE = Set.of(
            "username", "nonce", "cnonce", "nc", "qop", "digest-uri", "response", "authzid", "charset", "maxbuf");

    private final Map<String, String> directives;

    private DigestMd5Response(Map<String, String> directives) {
        this.directives = directives;
    }

    /** Parses a message; empty if it is malformed, or asks for what is not offered. */
    static Optional<DigestMd5Response> parse(byte[] message) {
        Map<String, String> directives = new HashMap<>();
        DirectiveReader reader = new DirectiveReader(new String(message, ISO_8859_1));
        while (reader.next()) {
            String key = reader.key().toLowerCase(Locale.ROOT);
            if (key.equals("realm")) {
                directives.merge(key, reader.value(), (first, second) -> first.isEmpty() ? second : first);
            } else if (SINGLE.contains(key) && directives.put(key, reader.value()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new DigestMd5Response(directives)).filter(DigestMd5Response::isPossible);
    }

    private boolean isPossible() {
        boolean named = !username().isEmpty() && !nonce().isEmpty() && !cnonce().isEmpty();
        boolean firstUse = nonceCount().matches("0*1");
        boolean plain =
                qop().equalsIgnoreCase("auth") && value("charset", "utf-8").equalsIgnoreCase("utf-8");
        return named && firstUse && plain && value("digest-uri", "/").contains("/") && proof().length() == PROOF_DIGITS;
    }

    String username() {
        return value("username", "");
    }

    /** Empty if the client names none. */
    String realm() {
        return value("realm", "");
    }

    String nonce() {
        return value("nonce", "");
    }

    String cnonce() {
        return value("cnonce", "");
    }

    /** One, as the client wrote it. */
    String nonceCount() {
        return value("nc", "00000001");
    }

    /** {@code auth}, as the client wrote it. */
    String qop() {
        return value("qop", "auth");
    }

    /** Empty if the client names none, which the RFC forbids and Dovecot allows. */
    String uri() {
        return value("digest-uri", "");
    }

    /** Empty if the client names none. */
    String authzid() {
        return value("authzid", "");
    }

    /** The hexadecimal digits that prove it. */
    String proof() {
        return value("response", "");
    }

    private String value(String key, String otherwise) {
        return directives.getOrDefault(key, otherwise);
    }

    /** Hides all, for one who has it could try passwords on it. */
    @Override
    public String toString() {
        return "DigestMd5Response[***]";
    }
}
