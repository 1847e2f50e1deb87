package dev.postern.gateway.password;

import java.util.random.RandomGenerator;

/** Makes salts. As thread-safe as its source. */
final class Salts {

    private final RandomGenerator random;

    /** @param random cryptographically strong */
    Salts(RandomGenerator random) {
        this.random = random;
    }

    byte[] bytes(int length) {
        byte[] salt = new byte[length];
        random.nextBytes(salt);
        return salt;
    }

    /** Characters of crypt(3)'s alphabet. */
    String text(int length) {
        StringBuilder salt = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            salt.append(oneOf(CryptText.ALPHABET));
        }
        return salt.toString();
    }

    char oneOf(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
