package dev.postern.sasl;

/** What is stored of a user's password, as far as it serves a mechanism. */
public sealed interface Credentials {

    /** The password itself, as a {@code {PLAIN}} row holds it. Serves CRAM-MD5 and DIGEST-MD5. */
    record Cleartext(Secret password) implements Credentials {}

    /** The 32 bytes of a {@code {CRAM-MD5}} row: the states of MD5 after the outer and the inner key. */
    record CramMd5(Secret context) implements Credentials {

        /** @throws IllegalArgumentException if it is not 32 bytes */
        public CramMd5 {
            requireLength(2 * CramMd5Digest.LENGTH, context);
        }
    }

    /** The 16 bytes of a {@code {DIGEST-MD5}} row: MD5 of user, realm and password, joined by colons. */
    record DigestMd5(Secret digest) implements Credentials {

        /** @throws IllegalArgumentException if it is not 16 bytes */
        public DigestMd5 {
            requireLength(DigestMd5Proof.LENGTH, digest);
        }
    }

    /** What a {@code {SCRAM-…}} row holds (RFC 5802, section 3). */
    record ScramKeys(Octets salt, int iterations, Secret storedKey, Secret serverKey) implements Credentials {

        /** @throws IllegalArgumentException if there is not one iteration at least */
        public ScramKeys {
            if (iterations < 1) {
                throw new IllegalArgumentException("SCRAM keys of " + iterations + " iterations");
            }
        }
    }

    /**
     * There is no such user, or what is stored does not serve the mechanism. The exchange goes on as if there were, and
     * fails at its end.
     */
    record None() implements Credentials {}

    private static void requireLength(int length, Secret secret) {
        if (secret.length() != length) {
            throw new IllegalArgumentException("credentials of " + secret.length() + " bytes instead of " + length);
        }
    }
}
