package dev.postern.gateway.auth;

import dev.postern.gateway.logging.Printable;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.PasswordGenerator;
import dev.postern.gateway.password.ScramKeys;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.sasl.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stored hashes that are weaker than they should be, after their user has logged in: the only time at which the
 * password is known. On one thread of its own behind a short queue; what does not fit waits for the next login. A login
 * neither waits for it nor hears of its failures. Thread-safe.
 *
 * <p>Left alone is whatever serves a mechanism that never sends the password (clear text, CRAM-MD5, DIGEST-MD5, SCRAM,
 * OTP), and what costs an attacker at least half of what the new hash would.
 */
public final class Rehash implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehash.class);

    /** A minute of logins on a site that has just switched it on; the rest come again. */
    private static final int MAX_WAITING = 64;

    /** Of whom is known when they were tried last. */
    private static final int MAX_USERS = 10_000;

    /** A row that cannot be written is not tried at each login. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final String scheme;
    private final long wantedMicros;
    private final Writer writer;
    private final PasswordGenerator generator = new PasswordGenerator();
    private final Seldom tried = new Seldom(PAUSE, MAX_USERS, System::nanoTime);
    private final ThreadPoolExecutor thread = SideThread.named("postern-rehash", MAX_WAITING);

    /** Who writes rows. */
    public interface Writer {

        /**
         * Replaces a stored password; blocks.
         *
         * @return false if the old one is no longer there
         * @throws IOException if that could not be done; the message holds nothing secret
         */
        boolean replace(String user, String old, String replacement) throws IOException;
    }

    /** @param scheme of new hashes, one that the generator knows; one hash is made to see what it costs */
    public Rehash(String scheme, Writer writer) {
        this.scheme = scheme;
        this.writer = writer;
        String sample = generator.generate(scheme, "", "sample".getBytes(StandardCharsets.US_ASCII));
        Usable usable = (Usable) new StoredPasswordParser(scheme, HashLimits.defaults()).parse(sample);
        this.wantedMicros = usable.cost().micros();
    }

    /** A typed password has matched a stored one. Returns at once. */
    void matched(String user, String column, Usable stored, Secret typed) {
        boolean weaker = stored.weak() || 2 * stored.cost().micros() < wantedMicros;
        if (weaker && servesPasswordsOnly(stored) && tried.isDue(user)) {
            byte[] password = typed.copy();
            thread.execute(() -> replace(user, column, password));
        }
    }

    private static boolean servesPasswordsOnly(Usable stored) {
        return !stored.scheme().equals("OTP") && stored.credentials(new NothingElse());
    }

    private void replace(String user, String column, byte[] password) {
        try {
            boolean replaced = writer.replace(user, column, generator.generate(scheme, user, password));
            LOG.info(
                    replaced
                            ? "password rehashed user={} scheme={}"
                            : "password not rehashed user={}: changed meanwhile",
                    Printable.of(user),
                    scheme);
        } catch (IOException | IllegalArgumentException failure) {
            LOG.warn("password not rehashed user={}: {}", Printable.of(user), failure.getMessage());
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** What waits is dropped; it comes again with the next login. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** True of what has nothing for other mechanisms. */
    private static final class NothingElse implements CredentialReader<Boolean> {
        @Override
        public Boolean cleartext(byte[] password) {
            Arrays.fill(password, (byte) 0);
            return false;
        }

        @Override
        public Boolean cramMd5(byte[] context) {
            Arrays.fill(context, (byte) 0);
            return false;
        }

        @Override
        public Boolean digestMd5(byte[] digest) {
            Arrays.fill(digest, (byte) 0);
            return false;
        }

        @Override
        public Boolean scram(ScramKeys keys) {
            return false;
        }

        @Override
        public Boolean none() {
            return true;
        }
    }
}
