package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Makes password columns that every Dovecot 2.3 and this {@link StoredPasswordParser} read, with Dovecot's own default
 * parameters; for bcrypt, whose default has grown too cheap, cost 10. No weak scheme is made anew, but for CRAM-MD5 and
 * DIGEST-MD5, whose mechanisms need them. Thread-safe.
 */
public final class PasswordGenerator {

    /** The scheme to take where none is named: strong, in milliseconds, and known to every libcrypt. */
    public static final String DEFAULT_SCHEME = "SHA512-CRYPT";

    private static final String ARGON2ID = "$argon2id$v=19$m=65536,t=3,p=1$";
    private static final String ARGON2I = "$argon2i$v=19$m=32768,t=4,p=1$";

    /** What a password that is typed in clear must not hold. */
    private static final String REFUSED = "\0\1\t\r\n";

    private static final Map<String, Maker> MAKERS = makers();

    private final Salts salts;

    @FunctionalInterface
    private interface Maker {
        String make(byte[] password, String user, Salts salts);
    }

    /** With salts from the JDK's strong source. */
    public PasswordGenerator() {
        this(new SecureRandom());
    }

    PasswordGenerator(RandomGenerator random) {
        this.salts = new Salts(random);
    }

    private static Map<String, Maker> makers() {
        Map<String, Maker> makers = new TreeMap<>();
        makers.put("PLAIN", (password, user, salts) -> new String(password, UTF_8));
        makers.put("SSHA256", (password, user, salts) -> SimpleDigest.makeSalted(Digest.SHA256, password, salts));
        makers.put("SSHA512", (password, user, salts) -> SimpleDigest.makeSalted(Digest.SHA512, password, salts));
        makers.put("SHA256-CRYPT", (password, user, salts) -> ShaCrypt.make(Digest.SHA256, password, salts));
        makers.put("SHA512-CRYPT", (password, user, salts) -> ShaCrypt.make(Digest.SHA512, password, salts));
        makers.put("BLF-CRYPT", (password, user, salts) -> BcryptHash.make(password, salts));
        makers.put("CRYPT", (password, user, salts) -> BcryptHash.make(password, salts));
        makers.put("PBKDF2", (password, user, salts) -> Pbkdf2Hash.make(password, salts));
        makers.put("ARGON2I", (password, user, salts) -> Argon2Hash.make(ARGON2I, password, salts));
        makers.put("ARGON2ID", (password, user, salts) -> Argon2Hash.make(ARGON2ID, password, salts));
        makers.put("SCRAM-SHA-1", (password, user, salts) -> ScramHash.make(Digest.SHA1, password, salts));
        makers.put("SCRAM-SHA-256", (password, user, salts) -> ScramHash.make(Digest.SHA256, password, salts));
        makers.put("CRAM-MD5", (password, user, salts) -> hex(CramMd5Hash.contextOf(password)));
        makers.put("DIGEST-MD5", (password, user, salts) -> hex(DigestMd5Hash.digestOf(user, password)));
        return Collections.unmodifiableMap(makers);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The names of all schemes that can be made, sorted. */
    public static Set<String> schemes() {
        return MAKERS.keySet();
    }

    /**
     * Makes a column, prefix included. Takes up to a second, on the caller's thread.
     *
     * @param scheme one of {@link #schemes}, in any case
     * @param user the login name, which only DIGEST-MD5 looks at; may be empty for all others
     * @param password neither kept nor wiped
     * @throws IllegalArgumentException if there is no such scheme, or the password or the name is none that could log in
     *     with it; the message says why, and is for the user to read
     */
    public String generate(String scheme, String user, byte[] password) {
        String name = scheme.toUpperCase(Locale.ROOT);
        Maker maker = MAKERS.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("cannot make passwords of the scheme " + scheme + "; there are "
                    + String.join(", ", MAKERS.keySet()));
        }
        check(name, user, password);
        return '{' + name + '}' + maker.make(password, user, salts);
    }

    private static void check(String scheme, String user, byte[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("the password is empty; nobody is let in with an empty one");
        }
        if (password.length > Crypt.MAX_PASSWORD) {
            throw new IllegalArgumentException("the password is longer than " + Crypt.MAX_PASSWORD + " bytes");
        }
        for (byte octet : password) {
            if (REFUSED.indexOf(octet) >= 0) {
                throw new IllegalArgumentException("the password holds a control character that Dovecot refuses");
            }
        }
        if (scheme.equals("PLAIN") && !Arrays.equals(new String(password, UTF_8).getBytes(UTF_8), password)) {
            throw new IllegalArgumentException("the password is not UTF-8, which a PLAIN one has to be to be stored");
        }
        if (scheme.equals("DIGEST-MD5") && user.isEmpty()) {
            throw new IllegalArgumentException("a DIGEST-MD5 password belongs to a login name, and none is given");
        }
    }
}
