package dev.postern.gateway.directory;

/**
 * Case folding of keys: {@link Character#toLowerCase(int)} for each code point, independent of locale and length. A
 * German ß and a Greek final sigma therefore stay as they are.
 */
public final class Folding {

    private Folding() {}

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
        text.codePoints()
                .skip(text.codePointCount(0, start))
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
