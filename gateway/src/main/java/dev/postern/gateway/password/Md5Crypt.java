package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MD5-crypt (Poul-Henning Kamp, FreeBSD 2): 1,000 rounds, always.
 *
 * <pre>
 * hash = "$1$" salt "$" text      ; salt: up to 8 characters; text: 22
 * </pre>
 */
final class Md5Crypt implements Hash {

    static final String PREFIX = "$1$";

    private static final Pattern FORM =
            Pattern.compile("\\$1\\$([^$]{0,8})\\$(" + CryptText.CHAR + "{22})", Pattern.DOTALL);
    private static final Cost COST = Cost.ofMicros(120);
    private static final int ROUNDS = 1_000;

    private final byte[] salt;
    private final byte[] expected;

    private Md5Crypt(byte[] salt, byte[] expected) {
        this.salt = salt;
        this.expected = expected;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not an MD5-crypt hash: $1$, up to 8 characters of salt, $, 22 characters");
        }
        return new Md5Crypt(
                matcher.group(1).getBytes(ISO_8859_1), matcher.group(2).getBytes(ISO_8859_1));
    }

    @Override
    public boolean matches(Attempt attempt) {
        return MessageDigest.isEqual(expected, hash(attempt.password()));
    }

    @Override
    public Cost cost() {
        return COST;
    }

    @Override
    public boolean weak() {
        return true;
    }

    private byte[] hash(byte[] password) {
        MessageDigest md5 = Digest.MD5.start();
        byte[] state = begin(md5, password);
        for (int round = 0; round < ROUNDS; round++) {
            boolean odd = (round & 1) != 0;
            md5.update(odd ? password : state);
            if (round % 3 != 0) {
                md5.update(salt);
            }
            if (round % 7 != 0) {
                md5.update(password);
            }
            md5.update(odd ? state : password);
            state = md5.digest();
        }
        return encode(state);
    }

    private byte[] begin(MessageDigest md5, byte[] password) {
        byte[] alternate = Digest.MD5.of(password, salt, password);
        md5.update(password);
        md5.update(PREFIX.getBytes(ISO_8859_1));
        md5.update(salt);
        for (int left = password.length; left > 0; left -= alternate.length) {
            md5.update(alternate, 0, Math.min(left, alternate.length));
        }
        Arrays.fill(alternate, (byte) 0);
        for (int bits = password.length; bits > 0; bits >>= 1) {
            // The odd bits were meant to take the digest, which the original had just cleared; so it stayed.
            md5.update((bits & 1) != 0 ? 0 : password[0]);
        }
        return md5.digest();
    }

    private static byte[] encode(byte[] state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(22);
        for (int i = 0; i < 4; i++) {
            CryptText.write(out, state[i], state[i + 6], state[i + 12]);
        }
        CryptText.write(out, state[4], state[10], state[5]);
        CryptText.write(out, state[11] & 0xff, 2);
        return out.toByteArray();
    }
}
