package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The next one-time password (RFC 2289). What is typed is the pass phrase that all of them come from, as Dovecot has it
 * where a client sends its password in clear.
 *
 * <pre>
 * hash = ("md4" | "md5" | "sha1") " " sequence " " seed " " hex     ; hex: 16 digits, not in groups
 * </pre>
 */
final class OtpHash implements Hash {

    /** 10 ms; a real sequence is used up after a few hundred logins. */
    private static final int MAX_SEQUENCE = 100_000;

    private static final int STEPS_PER_100_MICROS = 1_000;
    private static final int LENGTH = 8;
    private static final Pattern FORM =
            Pattern.compile("(md4|md5|sha1) (0|[1-9][0-9]{0,8}) ([!-~]{1,16}) ([0-9A-Fa-f]{16})");

    private final Digest digest;
    private final int sequence;
    private final byte[] seed;
    private final byte[] expected;

    private OtpHash(Digest digest, int sequence, byte[] seed, byte[] expected) {
        this.digest = digest;
        this.sequence = sequence;
        this.seed = seed;
        this.expected = expected;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Matcher matcher = FORM.matcher(new String(data, ISO_8859_1));
        if (!matcher.matches()) {
            return new Malformed(
                    "not an OTP: md4, md5 or sha1, sequence, seed and 16 digits in hex, with blanks between");
        }
        int sequence = Integer.parseInt(matcher.group(2));
        if (sequence > MAX_SEQUENCE) {
            return new OverLimit("sequence " + sequence + " of an OTP; the limit is " + MAX_SEQUENCE);
        }
        Digest digest = Digest.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        byte[] seed = matcher.group(3).toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
        return new OtpHash(digest, sequence, seed, HexFormat.of().parseHex(matcher.group(4)));
    }

    @Override
    public boolean matches(Attempt attempt) {
        byte[] value = fold(digest.of(seed, attempt.password()));
        for (int i = 0; i < sequence; i++) {
            value = fold(digest.of(value));
        }
        return MessageDigest.isEqual(expected, value);
    }

    /** To 64 bits. The words of SHA-1 are turned round, because the first programs ran on little-endian machines. */
    private byte[] fold(byte[] hash) {
        ByteBuffer words = ByteBuffer.wrap(hash);
        ByteBuffer folded = ByteBuffer.allocate(LENGTH);
        if (digest == Digest.SHA1) {
            folded.order(ByteOrder.LITTLE_ENDIAN);
            folded.putInt(words.getInt(0) ^ words.getInt(8) ^ words.getInt(16));
            folded.putInt(words.getInt(4) ^ words.getInt(12));
        } else {
            folded.putLong(words.getLong(0) ^ words.getLong(8));
        }
        return folded.array();
    }

    @Override
    public Cost cost() {
        return Cost.ofMicros(2 + 100L * sequence / STEPS_PER_100_MICROS);
    }
}
