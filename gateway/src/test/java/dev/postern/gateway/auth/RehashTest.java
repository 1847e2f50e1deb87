package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.PasswordGenerator;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.sasl.Secret;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehashTest {
    private static final String MD5 = "{MD5-CRYPT}$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/";

    private final BlockingQueue<String[]> written = new LinkedBlockingQueue<>();
    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", HashLimits.defaults());

    @AutoClose
    private final Rehash rehash = new Rehash("SHA512-CRYPT", this::write);

    private boolean write(String user, String old, String replacement) throws IOException {
        written.add(new String[] {user, old, replacement});
        if (user.startsWith("broken")) {
            throw new IOException("away");
        }
        return true;
    }

    private void matched(String user, String column) {
        rehash.matched(user, column, (Usable) parser.parse(column), Secret.copyOf("password".getBytes(UTF_8)));
    }

    /** Nothing more was written than what is asked for now: the thread takes them in order. */
    private String[] next() throws InterruptedException {
        return Objects.requireNonNull(written.poll(60, SECONDS), "nothing was written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MD5,
                "{PLAIN-MD5}5f4dcc3b5aa765d61d8327deb882cf99",
                "{SHA256}XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=",
            })
    void replacesWhatIsWeaker(String column) throws Exception {
        matched("kim", column);
        String[] row = next();
        assertThat(row).startsWith("kim", column);
        assertThat(row[2]).startsWith("{SHA512-CRYPT}$6$");
        assertThat(new PasswordVerifierOf(row[2]).accepts("password")).isTrue();
    }

    /** What serves other mechanisms, and what is as strong. */
    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "SHA512-CRYPT", "BLF-CRYPT", "PBKDF2"})
    void leavesTheRestAlone(String scheme) throws Exception {
        matched("kim", new PasswordGenerator().generate(scheme, "", "password".getBytes(UTF_8)));
        matched("next", MD5);
        assertThat(next()[0]).isEqualTo("next");
    }

    @Test
    void triesOnceInAWhile() throws Exception {
        matched("broken", MD5);
        matched("broken", MD5);
        matched("next", MD5);
        assertThat(next()[0]).isEqualTo("broken");
        assertThat(next()[0]).isEqualTo("next");
    }

    /** Verifies by the same code that logins use. */
    private record PasswordVerifierOf(String column) {
        boolean accepts(String password) throws Exception {
            try (PasswordCheck check = new PasswordCheck(
                    dev.postern.gateway.config.AuthConfig.defaults(),
                    dev.postern.gateway.password.VerifierLimits.of(2, 64))) {
                return check.judge(column, Secret.copyOf(password.getBytes(UTF_8)), "kim")
                                .toCompletionStage()
                                .toCompletableFuture()
                                .get(60, SECONDS)
                        == Passwords.Verdict.MATCH;
            }
        }
    }
}
