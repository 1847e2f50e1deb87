package dev.postern.gateway.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotedUsesTest {
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "imap", "192.0.2.1", "192.0.2.9", true);
    private static final Duration HOUR = Duration.ofHours(1);

    private final BlockingQueue<List<Map<String, String>>> written = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong();
    private final CountDownLatch open = new CountDownLatch(1);

    @AutoClose
    private final NotedUses uses = new NotedUses(HOUR, this::write, now::get);

    private int write(List<Map<String, String>> some) throws IOException {
        written.add(some);
        if (some.get(0).containsValue("slow")) {
            await(open);
        }
        if (some.get(0).containsValue("broken")) {
            throw new IOException("away");
        }
        return 0;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private List<Map<String, String>> next() throws InterruptedException {
        return Objects.requireNonNull(written.poll(60, SECONDS), "nothing was written");
    }

    private static Map<String, String> use(String user, String label) {
        return Map.of("user", user, "label", label, "service", "imap", "rip", "192.0.2.1");
    }

    @Test
    void notesWhoUsedWhatForWhatFromWhere() throws InterruptedException {
        uses.used(ATTEMPT, "kim", "phone");
        assertThat(next()).containsExactly(use("kim", "phone"));
    }

    @Test
    void notesEachOnceInAWhile() throws InterruptedException {
        uses.used(ATTEMPT, "kim", "phone");
        next();
        uses.used(ATTEMPT, "kim", "phone");
        uses.used(ATTEMPT, "kim", "tablet");
        assertThat(next()).containsExactly(use("kim", "tablet"));
        now.addAndGet(HOUR.toNanos());
        uses.used(ATTEMPT, "kim", "phone");
        assertThat(next()).containsExactly(use("kim", "phone"));
    }

    /** While the database is slow what waits comes together, and no more of it than is bearable. */
    @Test
    void writesTogetherWhatHasWaited() throws InterruptedException {
        uses.used(ATTEMPT, "kim", "slow");
        next();
        for (int i = 0; i < 5_000; i++) {
            uses.used(ATTEMPT, "user" + i, "phone");
        }
        open.countDown();
        assertThat(next()).hasSize(1_024).contains(use("user0", "phone"));
    }

    @Test
    void losesTheNoteAloneWhenItCannotBeWritten() throws InterruptedException {
        uses.used(ATTEMPT, "kim", "broken");
        next();
        uses.used(ATTEMPT, "kim", "broken");
        uses.used(ATTEMPT, "kim", "phone");
        assertThat(next()).containsExactly(use("kim", "phone"));
    }
}
