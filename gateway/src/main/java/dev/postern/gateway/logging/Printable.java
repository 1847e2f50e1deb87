package dev.postern.gateway.logging;

/** Makes text that came from outside fit for one line of a log. */
public final class Printable {

    /** Long enough for any address that SMTP lets through, short enough that nobody can flood a log with one line. */
    private static final int MAX_LENGTH = 256;

    private Printable() {}

    /** The text with control characters, spaces and quotes escaped, cut after {@value #MAX_LENGTH} characters. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 8);
        int end = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < end; i++) {
            append(printable, text.charAt(i));
        }
        return end < text.length() ? printable.append('…').toString() : printable.toString();
    }

    private static void append(StringBuilder printable, char c) {
        boolean plain = c > ' ' && c != 0x7f && c != '"' && c != '\\' && !Character.isISOControl(c);
        if (plain && (c < 0x80 || Character.isLetterOrDigit(c) || Character.isSurrogate(c))) {
            printable.append(c);
        } else {
            printable.append("\\u").append(Character.forDigit(c >> 12, 16));
            for (int shift = 8; shift >= 0; shift -= 4) {
                printable.append(Character.forDigit((c >> shift) & 0xf, 16));
            }
        }
    }
}
