package dev.postern.dovecot.master;

/**
 * Which names of a list are wanted: {@code *} stands for any number of characters, {@code ?} for one, and letters match in
 * either case. Dovecot 2.3 picks the names out again itself, 2.4 shows all that it is told.
 *
 * @param text as the client sent it; empty for all
 */
public record UserMask(String text) {

    /** Whether {@code name} is wanted. Takes time in the product of both lengths at most, whatever the mask. */
    public boolean matches(String name) {
        return text.isEmpty() || matches(text.toCharArray(), name.toCharArray());
    }

    /** The last star takes one character more each time that what follows it does not fit. */
    private static boolean matches(char[] mask, char[] name) {
        int m = 0;
        int star = -1;
        int taken = 0;
        for (int n = 0; n < name.length; ) {
            if (m < mask.length && mask[m] == '*') {
                star = m++;
                taken = n;
            } else if (m < mask.length && (mask[m] == '?' || fold(mask[m]) == fold(name[n]))) {
                m++;
                n++;
            } else if (star >= 0) {
                m = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (m < mask.length && mask[m] == '*') {
            m++;
        }
        return m == mask.length;
    }

    private static char fold(char letter) {
        return Character.toLowerCase(letter);
    }
}
