package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.Problem;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * An Argon2 hash as text. libsodium is strict about it, and so are we:
 *
 * <pre>
 * hash   = ("$argon2i$" | "$argon2id$") "v=19$m=" number ",t=" number ",p=" number "$" base64 "$" base64
 * number = 0 … 4294967295 without leading zeros      ; base64: without padding, and no bit too many
 * </pre>
 */
final class Argon2Text {

    /** More passes than this make a slow hash slower, not safer. */
    private static final int MAX_PASSES = 16;

    /** Lanes are computed one after the other here. */
    private static final int MAX_LANES = 8;

    private static final int MIN_SALT = 8;
    private static final int MIN_HASH = 16;
    private static final int MAX_LENGTH = 64;
    private static final int BLOCKS_PER_LANE = 8;
    private static final long UINT32_MAX = 0xffff_ffffL;

    private static final String NUMBER = "(0|[1-9][0-9]{0,9})";
    private static final String BASE64 = "([A-Za-z0-9+/]+)";
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2(id?)\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p=" + NUMBER + "\\$" + BASE64 + "\\$" + BASE64);

    private final int type;
    private final long memory;
    private final long passes;
    private final long lanes;
    private final byte[] salt;
    private final byte[] expected;

    private Argon2Text(Matcher matcher, byte[] salt, byte[] expected) {
        this.type = matcher.group(1).equals("i") ? Argon2Parameters.ARGON2_i : Argon2Parameters.ARGON2_id;
        this.memory = Long.parseLong(matcher.group(2));
        this.passes = Long.parseLong(matcher.group(3));
        this.lanes = Long.parseLong(matcher.group(4));
        this.salt = salt;
        this.expected = expected;
    }

    /** Null if the text is not in the form. */
    static @Nullable Argon2Text parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        byte[] salt = decode(matcher.group(5));
        byte[] expected = decode(matcher.group(6));
        return salt == null || expected == null ? null : new Argon2Text(matcher, salt, expected);
    }

    private static byte @Nullable [] decode(String base64) {
        if (base64.length() % 4 == 1) {
            return null;
        }
        byte[] bytes = Base64.getDecoder().decode(base64);
        String canonical = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return canonical.equals(base64) ? bytes : null;
    }

    /** Why this must not, or cannot, be computed; null if it can. */
    @Nullable
    Problem refusal(HashLimits limits) {
        if (passes < 1 || lanes < 1 || memory < BLOCKS_PER_LANE * lanes || tooShort() || tooLarge()) {
            return new Malformed("m=" + memory + ",t=" + passes + ",p=" + lanes + " is out of Argon2's own bounds");
        }
        if (memory > limits.mebibytes() * 1024L || passes > MAX_PASSES || lanes > MAX_LANES || tooLong()) {
            return new OverLimit(
                    "m=" + memory + ",t=" + passes + ",p=" + lanes + " of an Argon2 hash; the limits are m="
                            + limits.mebibytes() * 1024L + ",t=" + MAX_PASSES + ",p=" + MAX_LANES + " and " + MAX_LENGTH
                            + " bytes of salt or hash");
        }
        return null;
    }

    private boolean tooShort() {
        return salt.length < MIN_SALT || expected.length < MIN_HASH;
    }

    private boolean tooLong() {
        return salt.length > MAX_LENGTH || expected.length > MAX_LENGTH;
    }

    private boolean tooLarge() {
        return Math.max(memory, Math.max(passes, lanes)) > UINT32_MAX;
    }

    /** The variant, by Bouncy Castle's number. */
    int type() {
        return type;
    }

    /** In KiB, which is blocks. */
    long memory() {
        return memory;
    }

    long passes() {
        return passes;
    }

    long lanes() {
        return lanes;
    }

    byte[] salt() {
        return salt;
    }

    byte[] expected() {
        return expected;
    }
}
