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
    private static final Pattern FORM = Pattern.compile(
            "\\$2([abxy])\\$(0[4-9]|[12][0-9]|3[01])\\$(" + CryptText.CHAR + "{21}[.Oeu])(" + CryptText.CHAR + "{31})");

    private static final long MICROS_OF_COST_0 = 62;

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
        BcryptKey key = BcryptKey.of(minor, attempt.password());
        return MessageDigest.isEqual(expected, hash(key).getBytes(ISO_8859_1));
    }

    private String hash(BcryptKey key) {
        Bcrypt variant = key.safety() ? Bcrypt.A : Bcrypt.B;
        String setting = "$2" + variant.minor() + '$' + (cost < 10 ? "0" : "") + cost + '$' + salt;
        String hash = BcryptFunction.getInstance(variant, cost)
                .hash(key.bytes(), setting.getBytes(ISO_8859_1))
                .getResult();
        return hash.substring(setting.length());
    }

    @Override
    public Cost cost() {
        return Cost.ofMicros(MICROS_OF_COST_0 << cost);
    }
}
