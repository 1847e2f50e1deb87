package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.dovecot.wire.TabFields;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A client's SASL message as it stands on the line, in base64: standard alphabet, padded, in one piece. It may hold a
 * password: it is not shown, and wiped when it has been decoded.
 */
public final class ResponseText {

    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private final byte[] base64;

    private ResponseText(byte[] base64) {
        this.base64 = base64;
    }

    /** The text of a message, as a client sends it. */
    public static ResponseText encode(byte[] message) {
        return new ResponseText(Base64.getEncoder().encode(message));
    }

    /** Reads what stands behind a position in the current field, base64 or not. */
    static ResponseText read(TabFields field, int position) {
        return new ResponseText(field.raw(position));
    }

    /** Tells whether there is nothing, which an old client sends along when it has nothing to say. */
    boolean isEmpty() {
        return base64.length == 0;
    }

    /** Tells whether it is the single {@code =} that stands for a message without a byte. */
    boolean isEqualsSign() {
        return base64.length == 1 && base64[0] == '=';
    }

    String base64() {
        return new String(base64, ISO_8859_1);
    }

    /** Returns the message, for the caller to wipe, and wipes this text; null if it is not base64. */
    byte @Nullable [] decode() {
        try {
            // The JDK's decoder would do without the padding.
            return base64.length % 4 == 0 ? DECODER.decode(base64) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseText response && MessageDigest.isEqual(base64, response.base64);
    }

    /** The same for all, because a hash of the bytes would tell of them. */
    @Override
    public int hashCode() {
        return ResponseText.class.hashCode();
    }

    @Override
    public String toString() {
        return "ResponseText[***]";
    }
}
