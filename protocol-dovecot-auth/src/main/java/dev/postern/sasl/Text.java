package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/** UTF-8, the encoding of every name in SASL. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** Decodes a part of an array; empty if it is not well-formed. */
    static Optional<String> decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        // The decoder puts U+FFFD for what is malformed; one that was meant encodes to the very bytes.
        boolean wellFormed = text.indexOf(REPLACEMENT) < 0
                || Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, from, to));
        return wellFormed ? Optional.of(text) : Optional.empty();
    }
}
