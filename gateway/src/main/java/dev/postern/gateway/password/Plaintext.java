package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PLAIN and its other names: the password itself. PLAIN-TRUNC: its beginning, where an older system kept no more. */
final class Plaintext implements Hash {

    private static final Pattern TRUNCATED = Pattern.compile("([0-9]{1,9})-(.*)", Pattern.DOTALL);

    private final byte[] password;
    private final boolean truncated;
    private final boolean prefixSuffices;

    private Plaintext(byte[] password, boolean truncated, boolean prefixSuffices) {
        this.password = password;
        this.truncated = truncated;
        this.prefixSuffices = prefixSuffices;
    }

    static Reading read(byte[] data, HashLimits limits) {
        return new Plaintext(data, false, false);
    }

    /** {@code limit "-" password}: of a password that is as long as the limit, only so much was ever looked at. */
    static Reading readTruncated(byte[] data, HashLimits limits) {
        Matcher matcher = TRUNCATED.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed("a PLAIN-TRUNC password begins with its length and a hyphen");
        }
        int limit = Integer.parseInt(matcher.group(1));
        if (limit == 0) {
            // Dovecot lets anybody in here.
            return new Malformed("a PLAIN-TRUNC password of length 0 would match everything");
        }
        byte[] password = matcher.group(2).getBytes(ISO_8859_1);
        return new Plaintext(password, true, password.length == limit);
    }

    @Override
    public boolean matches(Attempt attempt) {
        byte[] typed = attempt.password();
        if (prefixSuffices && typed.length > password.length) {
            return MessageDigest.isEqual(password, Arrays.copyOf(typed, password.length));
        }
        return MessageDigest.isEqual(password, typed);
    }

    @Override
    public <R> R credentials(CredentialReader<R> reader) {
        return truncated ? reader.none() : reader.cleartext(password.clone());
    }

    @Override
    public Cost cost() {
        return Cost.TRIFLE;
    }
}
