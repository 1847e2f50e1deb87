package dev.postern.gateway.directory;

/**
 * Case folding of keys: {@link Character#toLowerCase(int)} for each code point, independent of locale and length. What
 * Unicode's full folding turns into other letters (ß, a final sigma, ſ, ligatures) stays as it is. The Turkish İ becomes
 * i with a dot above, as in Postfix, and not the i of somebody else's name.
 */
public final class Folding {

    private static final int DOTTED_CAPITAL_I = 0x130;

    private Folding() {}

    /** Whether folding leaves the text as it is. */
    static boolean isFolded(String text) {
        return fold(text).equals(text);
    }

    /** The folded text; the same object where nothing had to change. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    private static String foldFrom(String text, int start) {
        StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
        text.codePoints().skip(text.codePointCount(0, start)).forEach(point -> appendFolded(folded, point));
        return folded.toString();
    }

    private static void appendFolded(StringBuilder folded, int point) {
        if (point == DOTTED_CAPITAL_I) {
            folded.append("i\u0307");
        } else {
            folded.appendCodePoint(Character.toLowerCase(point));
        }
    }
}
