package dev.postern.gateway.logging;

/** Makes text that came from outside fit for one line of a log. */
public final class Printable {

    /** Long enough for any address that SMTP lets through, short enough that nobody can flood a log with one line. */
    private static final int MAX_LENGTH = 256;

    private Printable() {}

    /** The text with control characters, spaces and quotes escaped, cut after {@value #MAX_LENGTH} characters. */
    public static String of(String text) {
        return text.length() <= MAX_LENGTH && isPlain(text) ? text : escape(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String escape(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 8);
        int end = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < end; i++) {
            append(printable, text.charAt(i));
        }
        return end < text.length() ? printable.append('…').toString() : printable.toString();
    }

    private static boolean isPlain(char c) {
        if (c < 0x80) {
            return c > ' ' && c != 0x7f && c != '"' && c != '\\';
        }
        return !Character.isISOControl(c) && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
    }

    private static void append(StringBuilder printable, char c) {
        if (isPlain(c)) {
            printable.append(c);
        } else {
            printable.append("\\u").append(Character.forDigit(c >> 12, 16));
            for (int shift = 8; shift >= 0; shift -= 4) {
                printable.append(Character.forDigit((c >> shift) & 0xf, 16));
            }
        }
    }
}
