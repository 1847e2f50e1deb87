package dev.postern.postfix;

/** What may stand in a key and in a value, whatever protocol carries them. */
public final class MapText {

    private MapText() {}

    /** Tells whether a key can exist at all: it is not empty and holds no NUL, which PostgreSQL cannot store. */
    public static boolean isKey(String text) {
        return !text.isEmpty() && text.indexOf('\0') < 0;
    }

    /**
     * Tells whether a value or a reason can be answered as it is: it is not empty (Postfix takes that for a
     * configuration error, or for "not found"), holds no control byte 0x00 to 0x1F (a NUL cuts it, an LF would go on
     * into queue files and logs), and is well-formed Unicode (half of a surrogate pair would become a question mark).
     */
    public static boolean isClean(String text) {
        int next;
        for (int i = 0; i < text.length(); i += Character.charCount(next)) {
            next = text.codePointAt(i);
            if (next < ' ' || isHalfPair(next)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
