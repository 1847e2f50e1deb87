package dev.postern.gateway.config;

/**
 * The characters that a login name may hold, as Dovecot's auth_username_chars, with ranges of letters or digits
 * ({@code a-z}, {@code 0-9}) as a short form. A {@code -} that does not stand between two letters or two
 * digits in their order means itself. An ASCII letter stands for both its cases: names are folded after the check.
 *
 * @param text empty allows everything
 */
public record UsernameChars(String text) {

    /** What tells the two cases of an ASCII letter apart. Beyond ASCII nothing folds: U+212A is not a k. */
    private static final int CASE_BIT = 0x20;

    /** Whether a name may hold {@code codePoint}. */
    public boolean allows(int codePoint) {
        return text.isEmpty() || lists(codePoint) || (isAsciiLetter(codePoint) && lists(codePoint ^ CASE_BIT));
    }

    private boolean lists(int codePoint) {
        int i = 0;
        while (i < text.length()) {
            boolean range = isRange(i);
            int first = text.codePointAt(i);
            int last = range ? text.charAt(i + 2) : first;
            if (first <= codePoint && codePoint <= last) {
                return true;
            }
            i += range ? 3 : Character.charCount(first);
        }
        return false;
    }

    private boolean isRange(int start) {
        if (start + 2 >= text.length() || text.charAt(start + 1) != '-') {
            return false;
        }
        int kind = asciiKind(text.charAt(start));
        return kind != 0 && kind == asciiKind(text.charAt(start + 2)) && text.charAt(start) <= text.charAt(start + 2);
    }

    private static boolean isAsciiLetter(int codePoint) {
        int lower = codePoint | CASE_BIT;
        return lower >= 'a' && lower <= 'z';
    }

    /** 0 for what begins no range. */
    private static int asciiKind(char c) {
        if (c >= '0' && c <= '9') {
            return '0';
        }
        if (c >= 'a' && c <= 'z') {
            return 'a';
        }
        return c >= 'A' && c <= 'Z' ? 'A' : 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
