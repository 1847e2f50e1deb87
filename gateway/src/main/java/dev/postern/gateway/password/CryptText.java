package dev.postern.gateway.password;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The base 64 of crypt(3): its own alphabet, and groups of which the lowest six bits come first. */
final class CryptText {

    /** For patterns: one of the alphabet's characters. */
    static final String CHAR = "[./0-9A-Za-z]";

    static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private CryptText() {}

    /** The number of up to 30 bits that up to five characters of the alphabet are. */
    static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            number |= ALPHABET.indexOf(text.charAt(i)) << (6 * i);
        }
        return number;
    }

    /** Writes that many characters of a value, its lowest bits first. */
    static void write(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(ALPHABET.charAt((value >>> (6 * i)) & 0x3f));
        }
    }

    /** Writes bytes in groups of three, the lowest first; scrypt and yescrypt do. */
    static byte[] encode(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i += 3) {
            int count = Math.min(3, bytes.length - i);
            int value = 0;
            for (int k = 0; k < count; k++) {
                value |= (bytes[i + k] & 0xff) << (8 * k);
            }
            write(out, value, count + 1);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode} writes; null if it is not that. */
    static byte @Nullable [] decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i += 4) {
            String group = text.substring(i, Math.min(i + 4, text.length()));
            int value = number(group);
            for (int k = 1; k < group.length(); k++) {
                out.write(value);
                value >>>= 8;
            }
            if (value != 0 || group.length() == 1) {
                return null;
            }
        }
        return out.toByteArray();
    }

    /** Writes three bytes, the highest first, as four characters. */
    static void write(ByteArrayOutputStream out, byte high, byte middle, byte low) {
        write(out, ((high & 0xff) << 16) | ((middle & 0xff) << 8) | (low & 0xff), 4);
    }
}
