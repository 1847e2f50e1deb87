package dev.postern.gateway.password;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * crypt(3) of this host, libxcrypt's, for the forms that are not built here. Loaded only where it is configured. Each call
 * has its own working memory, which is wiped, so that it is thread-safe ({@code crypt_rn}).
 */
public final class LibCrypt {

    /** {@code sizeof(struct crypt_data)}, part of libxcrypt's binary interface; it refuses to work in less. */
    private static final int WORKING_MEMORY = 32_768;

    private final Function cryptRn;

    private LibCrypt(Function cryptRn) {
        this.cryptRn = cryptRn;
    }

    /**
     * Loads a library, by its name or its path.
     *
     * @throws IllegalArgumentException if there is none, or not one of libxcrypt's kind; the message says why
     */
    public static LibCrypt load(String library) {
        try {
            return new LibCrypt(NativeLibrary.getInstance(library).getFunction("crypt_rn"));
        } catch (LinkageError absent) {
            String why = String.valueOf(absent.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(why, absent);
        }
    }

    /** Hashes as a stored hash was hashed; null if the library refuses its setting. */
    byte @Nullable [] hash(byte[] password, byte[] setting) {
        byte[] phrase = Arrays.copyOf(password, password.length + 1);
        try (Memory working = new Memory(WORKING_MEMORY)) {
            working.clear();
            Pointer text = cryptRn.invokePointer(
                    new Object[] {phrase, Arrays.copyOf(setting, setting.length + 1), working, WORKING_MEMORY});
            byte[] hash = text == null
                    ? null
                    : text.getString(0, StandardCharsets.ISO_8859_1.name()).getBytes(StandardCharsets.ISO_8859_1);
            working.clear();
            return hash;
        } finally {
            Arrays.fill(phrase, (byte) 0);
        }
    }
}
