package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * {@code $7$}, scrypt (RFC 7914) as yescrypt's author writes it.
 *
 * <pre>
 * hash = "$7$" logN r p salt "$" text     ; one character, five, five; the salt is used as it stands; text: 43
 * </pre>
 */
final class ScryptHash extends CryptHash {

    private static final Pattern FORM = Pattern.compile("\\$7\\$(" + CryptText.CHAR + ")(" + CryptText.CHAR + "{5})("
            + CryptText.CHAR + "{5})(" + CryptText.CHAR + "*)\\$(" + CryptText.CHAR + "{43})");

    private static final int MAX_LOG_N_OF_R_1 = 16;

    private final ScryptCost parameters;
    private final byte[] salt;

    private ScryptHash(ScryptCost parameters, byte[] salt, byte[] expected) {
        super(expected, parameters.cost());
        this.parameters = parameters;
        this.salt = salt;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not an scrypt hash: $7$, 11 characters, salt, $, 43 characters");
        }
        ScryptCost parameters = new ScryptCost(
                CryptText.number(matcher.group(1)),
                CryptText.number(matcher.group(2)),
                CryptText.number(matcher.group(3)),
                0);
        Reading refusal = parameters.refusal(limits);
        if (refusal == null && parameters.r() == 1 && parameters.logN() >= MAX_LOG_N_OF_R_1) {
            // Bouncy Castle insists on RFC 7914's N < 2^(128*r/8); nobody writes such a hash.
            return new Unsupported("CRYPT form scrypt with r=1");
        }
        return refusal != null
                ? refusal
                : new ScryptHash(
                        parameters,
                        matcher.group(4).getBytes(ISO_8859_1),
                        matcher.group(5).getBytes(ISO_8859_1));
    }

    @Override
    byte[] hash(byte[] password) {
        return CryptText.encode(
                SCrypt.generate(password, salt, parameters.n(), parameters.r(), parameters.p(), ScryptCost.HASH));
    }
}
