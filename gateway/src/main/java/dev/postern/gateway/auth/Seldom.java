package dev.postern.gateway.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets through what concerns somebody once in a while. Bounded: whoever was let through longest ago is forgotten. Thread-safe. */
final class Seldom {
    private final long pauseNanos;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Long> since = new LinkedHashMap<>();

    /** @param most of whom is known when they were let through last */
    Seldom(Duration pause, int most, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Whether it is somebody's turn, who then has had it. */
    synchronized boolean isDue(String who) {
        long now = nanoTime.getAsLong();
        Long last = since.get(who);
        if (last != null && now - last < pauseNanos) {
            return false;
        }
        since.remove(who);
        since.put(who, now);
        if (since.size() > most) {
            since.remove(since.keySet().iterator().next());
        }
        return true;
    }
}
