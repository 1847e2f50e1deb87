package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of SCRAM (RFC 5802, RFC 7677). A clear password is compared by its StoredKey, without SASLprep, as Dovecot
 * made it.
 *
 * <pre>
 * hash = iterations "," salt "," StoredKey "," ServerKey      ; the latter three in base64
 * </pre>
 */
final class ScramHash implements Hash {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,10}),([^,]*),([^,]*),([^,]*)", Pattern.DOTALL);
    private static final int SALT_LENGTH = 16;
    static final int MIN_ITERATIONS = 4_096;
    private static final int ITERATIONS_PER_100_MICROS = 350;
    private static final byte[] CLIENT_KEY = "Client Key".getBytes(US_ASCII);
    private static final byte[] SERVER_KEY = "Server Key".getBytes(US_ASCII);

    private final Hmac hmac;
    private final Digest digest;
    private final ScramKeys keys;

    private ScramHash(Hmac hmac, Digest digest, ScramKeys keys) {
        this.hmac = hmac;
        this.digest = digest;
        this.keys = keys;
    }

    static Reading readSha1(byte[] data, HashLimits limits) {
        return read(data, limits, Hmac.SHA1, Digest.SHA1);
    }

    static Reading readSha256(byte[] data, HashLimits limits) {
        return read(data, limits, Hmac.SHA256, Digest.SHA256);
    }

    private static Reading read(byte[] data, HashLimits limits, Hmac hmac, Digest digest) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("not SCRAM keys: iterations, salt, StoredKey, ServerKey, joined by commas");
        }
        byte[] salt = Encoding.BASE64.decode(matcher.group(2));
        byte[] storedKey = Encoding.BASE64.decode(matcher.group(3));
        byte[] serverKey = Encoding.BASE64.decode(matcher.group(4));
        if (salt == null || storedKey == null || serverKey == null) {
            return new Malformed("a SCRAM salt or key is not in base64");
        }
        if (storedKey.length != digest.length() || serverKey.length != digest.length()) {
            return new Malformed("a SCRAM key is not as long as its digest");
        }
        long iterations = Long.parseLong(matcher.group(1));
        if (iterations < MIN_ITERATIONS || iterations > Integer.MAX_VALUE) {
            return new Malformed(iterations + " iterations of SCRAM are out of its bounds");
        }
        if (iterations > limits.iterations()) {
            return new OverLimit(iterations + " iterations of SCRAM; the limit is " + limits.iterations());
        }
        String name = digest == Digest.SHA1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
        return new ScramHash(hmac, digest, new ScramKeys(name, (int) iterations, salt, storedKey, serverKey));
    }

    /** New keys, with {@link Digest#SHA1} or {@link Digest#SHA256}. */
    static String make(Digest digest, int iterations, byte[] password, Salts salts) {
        Hmac hmac = digest == Digest.SHA1 ? Hmac.SHA1 : Hmac.SHA256;
        byte[] salt = salts.bytes(SALT_LENGTH);
        byte[] salted = hmac.derive(password, salt, iterations, digest.length());
        Base64.Encoder base64 = Base64.getEncoder();
        return iterations
                + "," + base64.encodeToString(salt)
                + "," + base64.encodeToString(digest.of(hmac.of(salted, CLIENT_KEY)))
                + "," + base64.encodeToString(hmac.of(salted, SERVER_KEY));
    }

    @Override
    public boolean matches(Attempt attempt) {
        byte[] salted = hmac.derive(attempt.password(), keys.salt(), keys.iterations(), digest.length());
        return MessageDigest.isEqual(keys.storedKey(), digest.of(hmac.of(salted, CLIENT_KEY)));
    }

    @Override
    public Cost cost() {
        return Cost.ofMicros(100L * keys.iterations() / ITERATIONS_PER_100_MICROS);
    }

    @Override
    public <R> R credentials(CredentialReader<R> reader) {
        return reader.scram(keys);
    }
}
