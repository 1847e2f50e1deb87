package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-crypt (Ulrich Drepper's specification, as libxcrypt is strict about it): {@code $5$} with SHA-256 and {@code $6$}
 * with SHA-512.
 *
 * <pre>
 * hash = ("$5$" | "$6$") ["rounds=" number "$"] salt "$" text    ; salt: up to 16 characters; text: 43 or 86
 * </pre>
 */
final class ShaCrypt extends CryptHash {

    private static final Pattern FORM = Pattern.compile("\\$([56])\\$(?:rounds=([1-9][0-9]{3,8})\\$|(?!rounds=))"
            + "([^$]{0,16})\\$(" + CryptText.CHAR + "{43}|" + CryptText.CHAR + "{86})");
    private static final int SALT_LENGTH = 16;
    static final int DEFAULT_ROUNDS = 5_000;
    static final int MIN_ROUNDS = 1_000;
    private static final int ROUNDS_PER_100_MICROS = 250;

    private final Digest digest;
    private final byte[] salt;
    private final int rounds;

    private ShaCrypt(Digest digest, byte[] salt, int rounds, String text) {
        super(text.getBytes(ISO_8859_1), Cost.ofMicros(100L * rounds / ROUNDS_PER_100_MICROS));
        this.digest = digest;
        this.salt = salt;
        this.rounds = rounds;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not a SHA-crypt hash: cut short, or with rounds that crypt(3) refuses");
        }
        Digest digest = matcher.group(1).equals("5") ? Digest.SHA256 : Digest.SHA512;
        String text = matcher.group(4);
        if (text.length() != (digest.length() * 8 + 5) / 6) {
            return new Malformed("a SHA-crypt hash is not as long as its digest");
        }
        int rounds = matcher.group(2) == null ? DEFAULT_ROUNDS : Integer.parseInt(matcher.group(2));
        if (rounds > limits.shaCryptRounds()) {
            return new OverLimit("rounds=" + rounds + " of a SHA-crypt hash; the limit is " + limits.shaCryptRounds());
        }
        return new ShaCrypt(digest, matcher.group(3).getBytes(ISO_8859_1), rounds, text);
    }

    /** A new hash, of {@link Digest#SHA256} or {@link Digest#SHA512}. */
    static String make(Digest digest, int rounds, byte[] password, Salts salts) {
        String salt = salts.text(SALT_LENGTH);
        byte[] text = new ShaCrypt(digest, salt.getBytes(ISO_8859_1), rounds, "").hash(password);
        String setting =
                (digest == Digest.SHA256 ? "$5$" : "$6$") + (rounds == DEFAULT_ROUNDS ? "" : "rounds=" + rounds + '$');
        return setting + salt + '$' + new String(text, ISO_8859_1);
    }

    @Override
    byte[] hash(byte[] password) {
        MessageDigest sha = digest.start();
        byte[] state = begin(sha, password);
        byte[] passwords = repeat(sha, password, password.length, password.length);
        byte[] salts = repeat(sha, salt, 16 + (state[0] & 0xff), salt.length);
        for (int round = 0; round < rounds; round++) {
            boolean odd = (round & 1) != 0;
            sha.update(odd ? passwords : state);
            if (round % 3 != 0) {
                sha.update(salts);
            }
            if (round % 7 != 0) {
                sha.update(passwords);
            }
            sha.update(odd ? state : passwords);
            state = sha.digest();
        }
        Arrays.fill(passwords, (byte) 0);
        return encode(state);
    }

    private byte[] begin(MessageDigest sha, byte[] password) {
        sha.update(password);
        sha.update(salt);
        sha.update(password);
        byte[] alternate = sha.digest();
        sha.update(password);
        sha.update(salt);
        for (int left = password.length; left > 0; left -= alternate.length) {
            sha.update(alternate, 0, Math.min(left, alternate.length));
        }
        for (int bits = password.length; bits > 0; bits >>= 1) {
            sha.update((bits & 1) != 0 ? alternate : password);
        }
        return sha.digest();
    }

    /** The digest of the input taken a number of times, itself repeated up to a length. */
    private static byte[] repeat(MessageDigest sha, byte[] input, int times, int length) {
        for (int i = 0; i < times; i++) {
            sha.update(input);
        }
        byte[] once = sha.digest();
        byte[] repeated = new byte[length];
        for (int i = 0; i < length; i++) {
            repeated[i] = once[i % once.length];
        }
        return repeated;
    }

    /** Three bytes a third of the digest apart make a group; from group to group they take turns at being the highest. */
    private byte[] encode(byte[] state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(86);
        int third = state.length / 3;
        int turn = digest == Digest.SHA512 ? 1 : 2;
        for (int i = 0; i < third; i++) {
            int first = i * turn % 3;
            CryptText.write(
                    out,
                    state[i + third * first],
                    state[i + third * ((first + 1) % 3)],
                    state[i + third * ((first + 2) % 3)]);
        }
        if (digest == Digest.SHA512) {
            CryptText.write(out, state[63] & 0xff, 2);
        } else {
            CryptText.write(out, ((state[31] & 0xff) << 8) | (state[30] & 0xff), 3);
        }
        return out.toByteArray();
    }
}
