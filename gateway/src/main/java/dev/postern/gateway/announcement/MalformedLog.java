package dev.postern.gateway.announcement;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of payloads that say nothing, once a minute: anybody can send any number of them. For one thread. */
final class MalformedLog {
    private static final Logger LOG = LoggerFactory.getLogger(MalformedLog.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final String source;
    private final LongSupplier nanoTime;
    private long again;
    private long since;

    MalformedLog(String source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.again = nanoTime.getAsLong();
    }

    /** Without the text, which is anybody's. */
    void note(int length) {
        since++;
        long now = nanoTime.getAsLong();
        if (now - again >= 0) {
            again = now + PAUSE.toNanos();
            LOG.warn(
                    "{} announcements: passed over {} that say nothing, the last of {} characters:"
                            + " somebody else notifies the channel postern",
                    source,
                    since,
                    length);
            since = 0;
        }
    }
}
