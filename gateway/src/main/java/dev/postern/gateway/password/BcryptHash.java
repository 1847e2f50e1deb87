package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * bcrypt as crypt_blowfish has it.
 *
 * <pre>
 * hash = "$2" minor "$" cost "$" salt text      ; minor: a, b, x or y; cost: 04 to 31; salt: 22 characters; text: 31
 * </pre>
 *
 * <p>Of a password 72 bytes count. The minors differ in how they read bytes above 127, see {@link BcryptKey}.
 */
final class BcryptHash implements Hash {

    /** The salt's last character holds two bits; others would be lost when the hash is printed again. */
    private static final String LAST_OF_SALT = ".Oeu";

    private static final Pattern FORM = Pattern.compile("\\$2([abxy])\\$(0[4-9]|[12][0-9]|3[01])\\$(" + CryptText.CHAR
            + "{21}[" + LAST_OF_SALT + "])(" + CryptText.CHAR + "{31})");

    private static final long MICROS_OF_COST_0 = 62;

    /** About 75 ms. Dovecot's own default of 5 dates from slower machines. */
    static final int NEW_COST = 10;

    static final int MIN_COST = 4;

    private final char minor;
    private final int cost;
    private final String salt;
    private final byte[] expected;

    private BcryptHash(char minor, int cost, String salt, byte[] expected) {
        this.minor = minor;
        this.cost = cost;
        this.salt = salt;
        this.expected = expected;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not a bcrypt hash: $2a$, $2b$, $2x$ or $2y$, two digits, $, 53 characters");
        }
        int cost = Integer.parseInt(matcher.group(2));
        if (cost > limits.bcryptCost()) {
            return new OverLimit("cost " + cost + " of a bcrypt hash; the limit is " + limits.bcryptCost());
        }
        char minor = matcher.group(1).charAt(0);
        return new BcryptHash(minor, cost, matcher.group(3), matcher.group(4).getBytes(ISO_8859_1));
    }

    @Override
    public boolean matches(Attempt attempt) {
        String computed = hash(BcryptKey.of(minor, attempt.password()), cost, salt);
        return MessageDigest.isEqual(expected, computed.getBytes(ISO_8859_1));
    }

    /** The 31 characters that follow the salt. */
    private static String hash(BcryptKey key, int cost, String salt) {
        Bcrypt variant = key.safety() ? Bcrypt.A : Bcrypt.B;
        String setting = setting(variant.minor(), cost) + salt;
        String hash = BcryptFunction.getInstance(variant, cost)
                .hash(key.bytes(), setting.getBytes(ISO_8859_1))
                .getResult();
        return hash.substring(setting.length());
    }

    private static String setting(char minor, int cost) {
        return "$2" + minor + '$' + (cost < 10 ? "0" : "") + cost + '$';
    }

    /** A new hash. */
    static String make(int cost, byte[] password, Salts salts) {
        String salt = salts.text(21) + salts.oneOf(LAST_OF_SALT);
        return setting('y', cost) + salt + hash(BcryptKey.of('y', password), cost, salt);
    }

    @Override
    public Cost cost() {
        return Cost.ofMicros(MICROS_OF_COST_0 << cost);
    }
}
