package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dovecot's PBKDF2, with HMAC-SHA-1.
 *
 * <pre>
 * hash = "$1$" salt "$" rounds "$" hex       ; the salt is used as it stands; hex: 40 digits
 * </pre>
 */
final class Pbkdf2Hash implements Hash {

    private static final Pattern FORM =
            Pattern.compile("\\$1\\$([^$]*)\\$([0-9]{1,10})\\$([0-9A-Fa-f]{40})", Pattern.DOTALL);
    private static final int SALT_LENGTH = 16;
    static final int NEW_ROUNDS = 5_000;
    private static final int ROUNDS_PER_100_MICROS = 450;

    private final byte[] salt;
    private final int rounds;
    private final byte[] expected;

    private Pbkdf2Hash(byte[] salt, int rounds, byte[] expected) {
        this.salt = salt;
        this.rounds = rounds;
        this.expected = expected;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not a PBKDF2 hash: $1$, salt, $, rounds, $, 40 digits in hex");
        }
        long rounds = Long.parseLong(matcher.group(2));
        if (rounds == 0) {
            return new Malformed("a PBKDF2 hash of no rounds");
        }
        if (rounds > limits.iterations()) {
            return new OverLimit(rounds + " rounds of a PBKDF2 hash; the limit is " + limits.iterations());
        }
        byte[] expected = HexFormat.of().parseHex(matcher.group(3));
        return new Pbkdf2Hash(matcher.group(1).getBytes(ISO_8859_1), (int) rounds, expected);
    }

    /** A new hash. */
    static String make(int rounds, byte[] password, Salts salts) {
        String salt = salts.text(SALT_LENGTH);
        byte[] hash = Hmac.SHA1.derive(password, salt.getBytes(ISO_8859_1), rounds, Digest.SHA1.length());
        return "$1$" + salt + '$' + rounds + '$' + HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean matches(Attempt attempt) {
        byte[] computed = Hmac.SHA1.derive(attempt.password(), salt, rounds, expected.length);
        return MessageDigest.isEqual(expected, computed);
    }

    @Override
    public Cost cost() {
        return Cost.ofMicros(100L * rounds / ROUNDS_PER_100_MICROS);
    }
}
