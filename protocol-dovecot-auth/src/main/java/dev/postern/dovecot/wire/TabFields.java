package dev.postern.dovecot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the TAB-separated fields of a line one after another, and escapes what goes into one.
 *
 * <pre>
 * line  = field *(TAB field)
 * field = *(plain / SOH ("0" / "1" / "t" / "n" / "r"))     ; NUL SOH TAB LF CR, in this order
 * </pre>
 *
 * <p>Read leniently, as Dovecot does: SOH and any other byte is that byte, SOH at a field's end is nothing.
 */
public final class TabFields {

    private static final byte SOH = 1;

    private final byte[] bytes;
    private final int end;
    private int from;
    private int to;

    TabFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.end = to;
        this.to = from - 1;
    }

    /** Goes to the next field, which may be empty; tells whether there was one. */
    public boolean next() {
        if (to == end) {
            return false;
        }
        from = to + 1;
        to = from;
        while (to < end && bytes[to] != '\t') {
            to++;
        }
        return true;
    }

    /** Goes to the next field that is not empty; tells whether there was one. */
    public boolean nextFilled() {
        while (next()) {
            if (from < to) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the field is this word. */
    public boolean is(String word) {
        return to - from == word.length() && startsWith(word);
    }

    /** Tells whether the field begins with these ASCII characters. */
    public boolean startsWith(String prefix) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the field as a number from 0 to 4294967295; -1 if it is none. */
    public long number() {
        return UnsignedNumber.parse(bytes, from, to);
    }

    /** Goes to the next field and returns it as a number. */
    public long nextNumber() throws ProtocolException {
        long number = next() ? number() : -1;
        if (number < 0) {
            throw new ProtocolException(Reason.FIELD_MISSING);
        }
        return number;
    }

    /** Goes to the next field and returns it as a text, which is not empty. */
    public String nextText() throws ProtocolException {
        String text = next() ? text() : null;
        if (text == null || text.isEmpty()) {
            throw new ProtocolException(Reason.FIELD_MISSING);
        }
        return text;
    }

    /** Goes to the next field and returns it as a request's id: a number that is not 0. */
    public long nextId() throws ProtocolException {
        long id = next() ? number() : -1;
        if (id <= 0) {
            throw new ProtocolException(Reason.BAD_ID);
        }
        return id;
    }

    /** Returns the field's text, unescaped; null if that is not UTF-8. */
    public @Nullable String text() {
        for (int i = from; i < to; i++) {
            if (bytes[i] == SOH) {
                byte[] plain = unescape(bytes, i, from, to);
                return decode(plain, 0, plain.length);
            }
        }
        return decode(bytes, from, to);
    }

    /** Returns a copy of the field's bytes from a position in it on, as they stand on the line. */
    public byte[] raw(int position) {
        return Arrays.copyOfRange(bytes, from + position, to);
    }

    private static byte[] unescape(byte[] bytes, int firstEscape, int from, int to) {
        byte[] plain = Arrays.copyOfRange(bytes, from, to);
        int length = firstEscape - from;
        for (int i = firstEscape; i < to; i++) {
            if (bytes[i] != SOH) {
                plain[length++] = bytes[i];
            } else if (++i < to) {
                plain[length++] = unescape(bytes[i]);
            }
        }
        return Arrays.copyOf(plain, length);
    }

    private static byte unescape(byte letter) {
        return switch (letter) {
            case '0' -> 0;
            case '1' -> SOH;
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> letter;
        };
    }

    private static @Nullable String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        // The decoder puts U+FFFD for what is malformed; one that was meant encodes to the very bytes.
        boolean wellFormed =
                text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, from, to));
        return wellFormed ? text : null;
    }

    /** Appends a text in such a form that it is one field, or a part of one, whatever it holds. */
    public static StringBuilder escape(StringBuilder line, String text) {
        int unwritten = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = letter(text.charAt(i));
            if (letter != 0) {
                line.append(text, unwritten, i).append((char) SOH).append(letter);
                unwritten = i + 1;
            }
        }
        return line.append(text, unwritten, text.length());
    }

    private static char letter(char plain) {
        return switch (plain) {
            case 0 -> '0';
            case SOH -> '1';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }
}
