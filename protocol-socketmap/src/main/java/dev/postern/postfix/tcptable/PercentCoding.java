package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How tcp_table writes text: a byte is itself if it is printable ASCII and neither a space nor {@code %}; any other is
 * {@code %} and two hexadecimal digits. Written in upper case, read in both; read, any byte but {@code %} is itself.
 */
final class PercentCoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentCoding() {}

    /** Codes the UTF-8 bytes of a text; the result is printable ASCII. */
    static String encode(String text) {
        StringBuilder coded = new StringBuilder(text.length());
        for (byte next : text.getBytes(UTF_8)) {
            if (next > ' ' && next < 0x7f && next != '%') {
                coded.append((char) next);
            } else {
                HEX.toHexDigits(coded.append('%'), next);
            }
        }
        return coded.toString();
    }

    /** Decodes to bytes, which need not be text; empty if a {@code %} is not followed by two hexadecimal digits. */
    static Optional<byte[]> decode(byte[] coded) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(coded.length);
        for (int i = 0; i < coded.length; i++) {
            if (coded[i] != '%') {
                plain.write(coded[i]);
            } else if (isHexPair(coded, i + 1)) {
                plain.write(HexFormat.fromHexDigit(coded[++i]) << 4 | HexFormat.fromHexDigit(coded[++i]));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(plain.toByteArray());
    }

    private static boolean isHexPair(byte[] coded, int at) {
        return at + 1 < coded.length && HexFormat.isHexDigit(coded[at]) && HexFormat.isHexDigit(coded[at + 1]);
    }
}
