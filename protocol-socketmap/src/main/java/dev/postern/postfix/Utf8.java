package dev.postern.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/** UTF-8 without mercy: bytes that are not well-formed are no text, instead of a text with replacement characters. */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Decodes {@code length} bytes from {@code offset} on; empty if they are not well-formed UTF-8. */
    public static Optional<String> decode(byte[] bytes, int offset, int length) {
        // The JDK's own decoder is the fastest there is but replaces what is malformed. Only a text that holds the
        // replacement character is in doubt, and it was meant if it encodes to the very bytes.
        String text = new String(bytes, offset, length, UTF_8);
        boolean wellFormed = text.indexOf(REPLACEMENT) < 0
                || Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, offset, offset + length));
        return wellFormed ? Optional.of(text) : Optional.empty();
    }
}
