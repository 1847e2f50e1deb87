package dev.postern.acceptance.freshness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was true of one thing, and when: a version may be seen from the moment at which its commit begins, and must not be
 * seen longer than a while after the commit of the next one has returned. Thread-safe.
 */
final class History {
    private final List<Version> versions = new CopyOnWriteArrayList<>();

    /** A value, and between which moments of {@link System#nanoTime()} somebody may have read it. */
    private static final class Version {
        private final String value;
        private final long from;
        private volatile long until = Long.MAX_VALUE;

        Version(String value, long from) {
            this.value = value;
            this.from = from;
        }
    }

    History(String first) {
        versions.add(new Version(first, System.nanoTime()));
    }

    String latest() {
        return versions.get(versions.size() - 1).value;
    }

    /** One of the last few values. */
    String recent(int back) {
        return versions.get(Math.max(0, versions.size() - 1 - back)).value;
    }

    /** Makes another value true. */
    void change(String value, Runnable commit) {
        Version next = new Version(value, System.nanoTime());
        Version before = versions.get(versions.size() - 1);
        versions.add(next);
        commit.run();
        before.until = System.nanoTime();
    }

    /**
     * How old the answer to a question is that was asked between two moments: zero if it was true then.
     *
     * @return null if it was never true
     */
    @Nullable
    Duration age(Predicate<String> answer, long asked, long answered) {
        @Nullable Duration best = null;
        for (Version version : versions) {
            if (version.from <= answered && answer.test(version.value)) {
                Duration age = Duration.ofNanos(Math.max(0, asked - Math.min(asked, version.until)));
                best = best == null || age.compareTo(best) < 0 ? age : best;
            }
        }
        return best;
    }
}
