package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Makes password columns that every Dovecot 2.3 and this {@link StoredPasswordParser} read, with Dovecot's own default
 * parameters; for bcrypt, whose default has grown too cheap, cost 10. No weak scheme is made anew, but for CRAM-MD5 and
 * DIGEST-MD5, whose mechanisms need them. Thread-safe.
 */
public final class PasswordGenerator {

    /** The scheme to take where none is named: strong, in milliseconds, and known to every libcrypt. */
    public static final String DEFAULT_SCHEME = "SHA512-CRYPT";

    /** What a password that is typed in clear must not hold. */
    private static final String REFUSED = "\0\1\t\r\n";

    private static final String NEEDS_USER = "DIGEST-MD5";

    private final Salts salts;

    /** With salts from the JDK's strong source. */
    public PasswordGenerator() {
        this(new SecureRandom());
    }

    PasswordGenerator(RandomGenerator random) {
        this.salts = new Salts(random);
    }

    /** The names of all schemes that can be made, sorted. */
    public static Set<String> schemes() {
        return Collections.unmodifiableSet(new TreeSet<>(Recipe.ALL.keySet()));
    }

    /** As {@link #generate(String, OptionalInt, String, byte[])}, with the scheme's usual rounds. */
    public String generate(String scheme, String user, byte[] password) {
        return generate(scheme, OptionalInt.empty(), user, password);
    }

    /**
     * Makes a column, prefix included. Takes up to a second, on the caller's thread.
     *
     * @param scheme one of {@link #schemes}, in any case
     * @param rounds as for {@link #check}
     * @param user the login name, which only DIGEST-MD5 looks at; may be empty for all others
     * @param password neither kept nor wiped
     * @throws IllegalArgumentException as of {@link #check}, or if the password is none that could log in with the
     *     scheme; the message says why, and is for the user to read
     */
    public String generate(String scheme, OptionalInt rounds, String user, byte[] password) {
        check(scheme, rounds, user);
        String name = scheme.toUpperCase(Locale.ROOT);
        check(name, password);
        Recipe recipe = recipe(scheme);
        return '{' + name + '}' + recipe.maker().make(password, user, rounds.orElse(recipe.usual()), salts);
    }

    /**
     * Finds out whether columns can be made so, before anybody is asked for a password.
     *
     * @param rounds of SHA-crypt, PBKDF2 and SCRAM; of bcrypt the cost; empty for the usual ones
     * @throws IllegalArgumentException if there is no such scheme, it has no such rounds, or it needs a login name; the
     *     message is for the user to read
     */
    public static void check(String scheme, OptionalInt rounds, String user) {
        Recipe recipe = recipe(scheme);
        String name = scheme.toUpperCase(Locale.ROOT);
        rounds.ifPresent(count -> recipe.check(name, count));
        if (name.equals(NEEDS_USER) && user.isEmpty()) {
            throw new IllegalArgumentException("a DIGEST-MD5 password belongs to a login name, and none is given");
        }
    }

    private static Recipe recipe(String scheme) {
        Recipe recipe = Recipe.ALL.get(scheme.toUpperCase(Locale.ROOT));
        if (recipe == null) {
            throw new IllegalArgumentException(
                    "cannot make passwords of the scheme " + scheme + "; there are " + String.join(", ", schemes()));
        }
        return recipe;
    }

    private static void check(String scheme, byte[] password) {
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
    }
}
