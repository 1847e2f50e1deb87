package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $y$}, yescrypt (Alexander Peslyak), the default of Debian and Fedora, in the one flavour that their programs
 * write.
 *
 * <pre>
 * hash = "$y$" flavour logN r [have [p] [t]] "$" salt "$" text      ; have: a bit for each that follows; text: 43
 * </pre>
 */
final class YescryptHash extends CryptHash {

    private static final Pattern FORM = Pattern.compile(
            "\\$y\\$(" + CryptText.CHAR + "+)\\$(" + CryptText.CHAR + "{0,86})\\$(" + CryptText.CHAR + "{43})");

    /** Of scrypt itself, and of its write-once cousin. */
    private static final Pattern OTHER_FLAVOUR = Pattern.compile("\\$y\\$[./].*");

    /** How many lanes of memory crypt(3) wants for each p. */
    private static final int MIN_SHARE = 4;

    private final ScryptCost parameters;
    private final byte[] salt;

    private YescryptHash(ScryptCost parameters, byte[] salt, byte[] expected) {
        super(expected, parameters.cost());
        this.parameters = parameters;
        this.salt = salt;
    }

    static Reading read(byte[] data, HashLimits limits) {
        String text = new String(data, ISO_8859_1);
        if (OTHER_FLAVOUR.matcher(text).matches()) {
            return new Unsupported("CRYPT form yescrypt of another flavour");
        }
        Matcher matcher = FORM.matcher(text);
        ScryptCost parameters = matcher.matches() ? YescryptParameters.parse(matcher.group(1)) : null;
        byte[] salt = parameters == null ? null : CryptText.decode(matcher.group(2));
        if (parameters == null || salt == null) {
            return new Malformed("not a yescrypt hash: $y$, parameters, $, salt, $, 43 characters");
        }
        Reading refusal = parameters.refusal(limits);
        if (refusal != null) {
            return refusal;
        }
        return parameters.n() / parameters.p() >= MIN_SHARE
                ? new YescryptHash(parameters, salt, matcher.group(3).getBytes(ISO_8859_1))
                : new Malformed(parameters + " of a yescrypt hash leave too little memory for each p");
    }

    @Override
    byte[] hash(byte[] password) {
        return CryptText.encode(Yescrypt.hash(parameters, password, salt));
    }
}
