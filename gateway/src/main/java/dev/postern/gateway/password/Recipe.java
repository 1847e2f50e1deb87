package dev.postern.gateway.password;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * How stored passwords of one scheme are made.
 *
 * @param usual how many rounds (of bcrypt: their binary logarithm) where nobody says; 0 where there is no choice
 * @param least that the scheme's readers take
 * @param most that this project's own verifier takes
 */
record Recipe(Maker maker, int usual, int least, int most) {

    @FunctionalInterface
    interface Maker {
        /** The data behind the prefix. */
        String make(byte[] password, String user, int rounds, Salts salts);
    }

    static final Map<String, Recipe> ALL = all();

    private static Map<String, Recipe> all() {
        HashLimits limits = HashLimits.defaults();
        Map<String, Recipe> all = new TreeMap<>();
        all.put("PLAIN", fixed((password, user, rounds, salts) -> new String(password, StandardCharsets.UTF_8)));
        all.put(
                "SSHA256",
                fixed((password, user, rounds, salts) -> SimpleDigest.makeSalted(Digest.SHA256, password, salts)));
        all.put(
                "SSHA512",
                fixed((password, user, rounds, salts) -> SimpleDigest.makeSalted(Digest.SHA512, password, salts)));
        all.put("SHA256-CRYPT", shaCrypt(Digest.SHA256, limits));
        all.put("SHA512-CRYPT", shaCrypt(Digest.SHA512, limits));
        all.put("BLF-CRYPT", bcrypt(limits));
        all.put("CRYPT", bcrypt(limits));
        all.put("PBKDF2", pbkdf2(limits));
        all.put(
                "ARGON2I",
                fixed((password, user, rounds, salts) -> Argon2Hash.make(Argon2Hash.NEW_I, password, salts)));
        all.put(
                "ARGON2ID",
                fixed((password, user, rounds, salts) -> Argon2Hash.make(Argon2Hash.NEW_ID, password, salts)));
        all.put("SCRAM-SHA-1", scram(Digest.SHA1, limits));
        all.put("SCRAM-SHA-256", scram(Digest.SHA256, limits));
        all.put("CRAM-MD5", fixed((password, user, rounds, salts) -> hex(CramMd5Hash.contextOf(password))));
        all.put("DIGEST-MD5", fixed((password, user, rounds, salts) -> hex(DigestMd5Hash.digestOf(user, password))));
        return Map.copyOf(all);
    }

    private static Recipe fixed(Maker maker) {
        return new Recipe(maker, 0, 0, 0);
    }

    private static Recipe shaCrypt(Digest digest, HashLimits limits) {
        return new Recipe(
                (password, user, rounds, salts) -> ShaCrypt.make(digest, rounds, password, salts),
                ShaCrypt.DEFAULT_ROUNDS,
                ShaCrypt.MIN_ROUNDS,
                limits.shaCryptRounds());
    }

    private static Recipe bcrypt(HashLimits limits) {
        return new Recipe(
                (password, user, rounds, salts) -> BcryptHash.make(rounds, password, salts),
                BcryptHash.NEW_COST,
                BcryptHash.MIN_COST,
                limits.bcryptCost());
    }

    private static Recipe pbkdf2(HashLimits limits) {
        return new Recipe(
                (password, user, rounds, salts) -> Pbkdf2Hash.make(rounds, password, salts),
                Pbkdf2Hash.NEW_ROUNDS,
                1,
                limits.iterations());
    }

    private static Recipe scram(Digest digest, HashLimits limits) {
        return new Recipe(
                (password, user, rounds, salts) -> ScramHash.make(digest, rounds, password, salts),
                ScramHash.MIN_ITERATIONS,
                ScramHash.MIN_ITERATIONS,
                limits.iterations());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws IllegalArgumentException if there is no choice, or it is out of bounds; for the user to read */
    int check(String scheme, int rounds) {
        if (most == 0) {
            throw new IllegalArgumentException("the scheme " + scheme + " has no rounds to choose");
        }
        if (rounds < least || rounds > most) {
            throw new IllegalArgumentException("rounds of " + scheme + " are between " + least + " and " + most);
        }
        return rounds;
    }
}
