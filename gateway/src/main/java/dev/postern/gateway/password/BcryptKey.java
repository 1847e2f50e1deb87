package dev.postern.gateway.password;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A password as bcrypt's key.
 *
 * <p>An early crypt_blowfish sign-extended each byte when it packed four into a word, so that a byte above 127 wiped out
 * those before it. {@code $2x$} marks its hashes. {@code $2a$} packs correctly; but where both ways of packing agree
 * although a byte was sign-extended, a safety measure changes the hash, lest one of the faulty code match.
 */
final class BcryptKey {

    /** bcrypt's key schedule takes 18 words and no more. */
    private static final int WORDS = 18;

    private final byte[] bytes;
    private final boolean safety;

    private BcryptKey(byte[] bytes, boolean safety) {
        this.bytes = bytes;
        this.safety = safety;
    }

    static BcryptKey of(char minor, byte[] password) {
        byte[] packed = pack(password, false);
        byte[] faulty = pack(password, true);
        return switch (minor) {
            // A key of all 18 words is used as it is, so it can carry what the faulty packing made.
            case 'x' -> new BcryptKey(faulty, false);
            case 'a' -> new BcryptKey(packed, Arrays.equals(packed, faulty) && extendsSign(packed));
            default -> new BcryptKey(packed, false);
        };
    }

    /** What a correct bcrypt is to take for the password. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the safety measure of {@code $2a$} applies. */
    boolean safety() {
        return safety;
    }

    /** The words of the password and its terminating NUL, which are repeated as often as they fit in. */
    private static byte[] pack(byte[] password, boolean faulty) {
        ByteBuffer words = ByteBuffer.allocate(WORDS * Integer.BYTES);
        int word = 0;
        for (int i = 0; i < words.capacity(); i++) {
            int at = i % (password.length + 1);
            byte next = at < password.length ? password[at] : 0;
            word = (word << Byte.SIZE) | (faulty ? next : next & 0xff);
            if (i % Integer.BYTES == Integer.BYTES - 1) {
                words.putInt(word);
                word = 0;
            }
        }
        return words.array();
    }

    /** The sign of a word's first byte has nothing to its left that it could wipe out. */
    private static boolean extendsSign(byte[] packed) {
        for (int i = 0; i < packed.length; i++) {
            if (i % Integer.BYTES != 0 && packed[i] < 0) {
                return true;
            }
        }
        return false;
    }
}
