package dev.postern.gateway.announcement;

import java.util.concurrent.atomic.LongAdder;

/** What a source's announcements came to since the start. Thread-safe. */
public final class AnnouncementCounters {
    final LongAdder keys = new LongAdder();
    final LongAdder domains = new LongAdder();
    final LongAdder alls = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder gathered = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder sweeps = new LongAdder();
    final LongAdder losses = new LongAdder();

    AnnouncementCounters() {}

    void count(Announcement announcement) {
        switch (announcement.scope()) {
            case KEYS -> keys.increment();
            case DOMAINS -> domains.increment();
            case ALL -> alls.increment();
        }
    }

    /** Announcements of keys. */
    public long keys() {
        return keys.sum();
    }

    /** Announcements of whole domains. */
    public long domains() {
        return domains.sum();
    }

    /** Announcements of whole relations. */
    public long alls() {
        return alls.sum();
    }

    /** Payloads that say nothing: not by our triggers. */
    public long malformed() {
        return malformed.sum();
    }

    /** Announcements of whole relations that went together with others of the same second. */
    public long gathered() {
        return gathered.sum();
    }

    /** Units that were dropped. */
    public long dropped() {
        return dropped.sum();
    }

    /** Looks at the whole cache. */
    public long sweeps() {
        return sweeps.sum();
    }

    /** How often the path was lost. */
    public long losses() {
        return losses.sum();
    }
}
