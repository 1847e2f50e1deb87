package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** {@code $3$}, FreeBSD's form of the NT hash: MD4 over the password with a zero behind each byte. */
final class NtHash extends CryptHash {

    private static final Pattern FORM = Pattern.compile("\\$3\\$\\$[0-9a-f]{32}");
    private static final String PREFIX = "$3$$";

    private NtHash(byte[] expected) {
        super(expected, Cost.TRIFLE);
    }

    static Reading read(byte[] data, HashLimits limits) {
        String text = new String(data, ISO_8859_1);
        return FORM.matcher(text).matches()
                ? new NtHash(HexFormat.of().parseHex(text.substring(PREFIX.length())))
                : new Malformed("not an NT hash: $3$$ and 32 digits in hex");
    }

    @Override
    byte[] hash(byte[] password) {
        // libxcrypt knows nothing of UTF-8: each byte is a character.
        return Digest.MD4.of(new String(password, ISO_8859_1).getBytes(UTF_16LE));
    }
}
