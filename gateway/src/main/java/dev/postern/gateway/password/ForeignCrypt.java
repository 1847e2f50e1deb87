package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rare form of crypt(3) that {@link LibCrypt} computes. Only its parameters are read here, to bound them.
 *
 * <pre>
 * gost-yescrypt = "$gy$" parameters "$" …              ; yescrypt's
 * SunMD5        = "$md5" [",rounds=" number] "$" …     ; 4,096 rounds and these
 * sha1crypt     = "$sha1$" rounds "$" …
 * bsdicrypt     = "_" 4rounds 4salt 11text
 * </pre>
 */
final class ForeignCrypt extends CryptHash {

    /** About a second of one core, as with the forms that are built here. */
    private static final long MAX_MICROS = 1_000_000;

    private static final int SUN_ROUNDS = 4_096;
    private static final Pattern GOST = Pattern.compile("\\$gy\\$(" + CryptText.CHAR + "+)\\$.+");
    private static final Pattern SUN = Pattern.compile("\\$md5(?:,rounds=([0-9]{1,9}))?\\$.+");
    private static final Pattern SHA1 = Pattern.compile("\\$sha1\\$([0-9]{1,9})\\$.+");
    private static final Pattern BSDI = Pattern.compile("_(" + CryptText.CHAR + "{4})" + CryptText.CHAR + "{15}");

    private final LibCrypt library;
    private final byte[] stored;

    private ForeignCrypt(LibCrypt library, byte[] stored, Cost cost) {
        super(stored, cost);
        this.library = library;
        this.stored = stored.clone();
    }

    static HashFormat gostYescrypt() {
        return (data, limits) -> {
            Matcher form = GOST.matcher(new String(data, ISO_8859_1));
            ScryptCost parameters = form.matches() ? YescryptParameters.parse(form.group(1)) : null;
            if (parameters == null) {
                return malformed("gost-yescrypt");
            }
            Reading refusal = parameters.refusal(limits);
            return refusal != null ? refusal : read("gost-yescrypt", data, limits, parameters.cost());
        };
    }

    static HashFormat sunMd5() {
        return (data, limits) -> {
            Matcher form = SUN.matcher(new String(data, ISO_8859_1));
            if (!form.matches()) {
                return malformed("SunMD5");
            }
            long rounds = SUN_ROUNDS + (form.group(1) == null ? 0 : Long.parseLong(form.group(1)));
            return timed("SunMD5", data, limits, 4 * rounds);
        };
    }

    static HashFormat sha1crypt() {
        return (data, limits) -> {
            Matcher form = SHA1.matcher(new String(data, ISO_8859_1));
            return form.matches()
                    ? timed("sha1crypt", data, limits, Long.parseLong(form.group(1)))
                    : malformed("sha1crypt");
        };
    }

    static HashFormat bsdicrypt() {
        return (data, limits) -> {
            Matcher form = BSDI.matcher(new String(data, ISO_8859_1));
            return form.matches()
                    ? timed("bsdicrypt", data, limits, CryptText.number(form.group(1)) / 4)
                    : malformed("bsdicrypt");
        };
    }

    private static Reading timed(String name, byte[] data, HashLimits limits, long micros) {
        return micros <= MAX_MICROS
                ? read(name, data, limits, Cost.ofMicros(micros))
                : new OverLimit("the rounds of " + name + " take more than a second");
    }

    private static Reading read(String name, byte[] data, HashLimits limits, Cost cost) {
        LibCrypt library = limits.libcrypt();
        return library == null
                ? new Unsupported("CRYPT form " + name + " (but see auth.libcrypt)")
                : new ForeignCrypt(library, data, cost);
    }

    private static Reading malformed(String name) {
        return new Malformed("not what " + name + " writes");
    }

    @Override
    byte[] hash(byte[] password) {
        byte[] computed = library.hash(password, stored);
        return computed == null ? new byte[0] : computed;
    }
}
