package dev.postern.acceptance.machine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for what another process does in its own time. */
public final class Wait {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Wait() {}

    /**
     * Returns as soon as {@code condition} holds. A condition that throws does not hold yet.
     *
     * @param what said when it does not come true: "the port answers"
     * @param evidence said then, too: a log, for instance
     */
    public static void until(String what, Duration limit, Callable<Boolean> condition, Supplier<String> evidence) {
        long deadline = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < deadline);
        throw new AssertionError("not within " + limit + ": " + what + "\n" + evidence.get(), last);
    }

    /** As above, where there is nothing to show. */
    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        until(what, limit, condition, () -> "");
    }
}
