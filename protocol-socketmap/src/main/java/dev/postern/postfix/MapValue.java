package dev.postern.postfix;

/** What a map may answer, whatever protocol carries it. */
public final class MapValue {

    private MapValue() {}

    /**
     * Tells whether a value can be answered as it is: it is not empty (Postfix takes that for a configuration error, or
     * for "not found"), holds no control byte 0x00 to 0x1F (a NUL cuts it, an LF splits the log and the queue file),
     * and is well-formed Unicode (a half of a surrogate pair would go out as a question mark).
     */
    public static boolean isClean(String value) {
        int next;
        for (int i = 0; i < value.length(); i += Character.charCount(next)) {
            next = value.codePointAt(i);
            if (next < ' ' || isHalfPair(next)) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
