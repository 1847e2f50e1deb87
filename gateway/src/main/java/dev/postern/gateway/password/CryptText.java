package dev.postern.gateway.password;

import java.io.ByteArrayOutputStream;

/** The base 64 of crypt(3): its own alphabet, and groups of which the lowest six bits come first. */
final class CryptText {

    /** For patterns: one of the alphabet's characters. */
    static final String CHAR = "[./0-9A-Za-z]";

    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private CryptText() {}

    /** The value of a character of the alphabet, 0 to 63. */
    static int value(char c) {
        return ALPHABET.indexOf(c);
    }

    /** Writes that many characters of a value, its lowest bits first. */
    static void write(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(ALPHABET.charAt((value >>> (6 * i)) & 0x3f));
        }
    }

    /** Writes three bytes, the highest first, as four characters. */
    static void write(ByteArrayOutputStream out, byte high, byte middle, byte low) {
        write(out, ((high & 0xff) << 16) | ((middle & 0xff) << 8) | (low & 0xff), 4);
    }
}
