package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.UnixCrypt;

/** The crypt(3) of old: two characters of salt, eleven of text, and of a password only the first eight count. */
final class DesCrypt extends CryptHash {

    private static final Pattern FORM = Pattern.compile(CryptText.CHAR + "{13}");
    private static final Cost COST = Cost.ofMicros(10);

    private final String salt;

    private DesCrypt(String text) {
        super(text.getBytes(ISO_8859_1), COST);
        this.salt = text.substring(0, 2);
    }

    static Reading read(byte[] data, HashLimits limits) {
        String text = new String(data, ISO_8859_1);
        if (text.startsWith("$argon2")) {
            return new Malformed("crypt(3) knows no Argon2: the column needs {ARGON2ID} in front");
        }
        return FORM.matcher(text).matches()
                ? new DesCrypt(text)
                : new Malformed("no form of crypt(3) begins or is as long as this hash");
    }

    @Override
    byte[] hash(byte[] password) {
        return UnixCrypt.crypt(password, salt).getBytes(ISO_8859_1);
    }

    @Override
    public boolean weak() {
        return true;
    }
}
