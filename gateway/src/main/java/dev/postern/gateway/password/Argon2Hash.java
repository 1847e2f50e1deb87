package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2i and Argon2id (RFC 9106), version 1.3. Works in the attempt's blocks. */
final class Argon2Hash implements Hash {

    private static final double MICROS_PER_KIBIBYTE_AND_PASS = 0.9;
    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

    /** Of a new hash: as Dovecot makes it. */
    static final String NEW_ID = "$argon2id$v=19$m=65536,t=3,p=1$";

    static final String NEW_I = "$argon2i$v=19$m=32768,t=4,p=1$";

    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;

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
        return MessageDigest.isEqual(
                text.expected(), compute(text, attempt.password(), Argon2Blocks.of(attempt.memory())));
    }

    /**
     * A new hash.
     *
     * @param setting variant, version and parameters, with a dollar at each end
     */
    static String make(String setting, byte[] password, Salts salts) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        String salted = setting + base64.encodeToString(salts.bytes(SALT_LENGTH)) + '$';
        Argon2Text blank = Argon2Text.parse(salted + base64.encodeToString(new byte[HASH_LENGTH]));
        byte[] hash = compute(Objects.requireNonNull(blank), password, Argon2Blocks.unpooled());
        return salted + base64.encodeToString(hash);
    }

    private static byte[] compute(Argon2Text text, byte[] password, BlockPool blocks) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(text.type())
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB((int) text.memory())
                .withIterations((int) text.passes())
                .withParallelism((int) text.lanes())
                .withSalt(text.salt())
                .withBlockPool(blocks)
                .build());
        byte[] computed = new byte[text.expected().length];
        generator.generateBytes(password, computed);
        return computed;
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
