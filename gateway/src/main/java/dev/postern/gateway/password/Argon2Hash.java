package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2i and Argon2id (RFC 9106), version 1.3. Works in the attempt's blocks. */
final class Argon2Hash implements Hash {

    private static final double MICROS_PER_KIBIBYTE_AND_PASS = 0.9;
    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

    private final Argon2Text text;

    private Argon2Hash(Argon2Text text) {
        this.text = text;
    }

    static Reading read(byte[] data, HashLimits limits) {
        Argon2Text text = Argon2Text.parse(new String(data, ISO_8859_1));
        if (text == null) {
            return new Malformed("not an Argon2 hash as libsodium writes it");
        }
        Reading refusal = text.refusal(limits);
        return refusal != null ? refusal : new Argon2Hash(text);
    }

    @Override
    public boolean matches(Attempt attempt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(text.type())
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB((int) text.memory())
                .withIterations((int) text.passes())
                .withParallelism((int) text.lanes())
                .withSalt(text.salt())
                .withBlockPool(attempt.blocks())
                .build());
        byte[] computed = new byte[text.expected().length];
        generator.generateBytes(attempt.password(), computed);
        return MessageDigest.isEqual(text.expected(), computed);
    }

    @Override
    public Cost cost() {
        long micros = (long) (MICROS_PER_KIBIBYTE_AND_PASS * text.memory() * text.passes());
        long mebibytes = (text.memory() + KIBIBYTES_PER_MEBIBYTE - 1) / KIBIBYTES_PER_MEBIBYTE;
        return new Cost(micros, (int) mebibytes);
    }

    @Override
    public boolean inBlocks() {
        return true;
    }
}
