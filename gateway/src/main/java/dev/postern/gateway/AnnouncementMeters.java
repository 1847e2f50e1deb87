package dev.postern.gateway;

import dev.postern.gateway.announcement.AnnouncementCounters;
import dev.postern.gateway.announcement.AnnouncementListener;
import dev.postern.gateway.metrics.Metrics;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Publishes what is heard of changes in the main database. */
final class AnnouncementMeters {
    private static final String RECEIVED = "Announcements of changes, by what they name";
    private static final String IGNORED = "Announcements that had nothing done, by reason";

    private AnnouncementMeters() {}

    /** @param listener asked for each number: reloads replace it */
    static void publish(Metrics metrics, Supplier<AnnouncementListener> listener) {
        metrics.gauge(
                "postern.announcements.up",
                "1 while changes are announced and heard",
                () -> listener.get().state() == AnnouncementListener.State.HEARING ? 1 : 0);
        metrics.gauge(
                "postern.announcements.heartbeat.age.seconds",
                "Seconds since the path of announcements was proven",
                () -> listener.get().sinceHeartbeat().toSeconds());
        count(metrics, listener, "received", RECEIVED, AnnouncementCounters::keys, "names", "keys");
        count(metrics, listener, "received", RECEIVED, AnnouncementCounters::domains, "names", "domains");
        count(metrics, listener, "received", RECEIVED, AnnouncementCounters::alls, "names", "all");
        count(metrics, listener, "ignored", IGNORED, AnnouncementCounters::malformed, "reason", "malformed");
        count(metrics, listener, "ignored", IGNORED, AnnouncementCounters::gathered, "reason", "gathered");
        count(metrics, listener, "dropped", "Units dropped for announcements", AnnouncementCounters::dropped);
        count(metrics, listener, "sweeps", "Looks at the whole cache for announcements", AnnouncementCounters::sweeps);
        count(metrics, listener, "losses", "Losses of the path of announcements", AnnouncementCounters::losses);
    }

    private static void count(
            Metrics metrics,
            Supplier<AnnouncementListener> listener,
            String name,
            String description,
            ToLongFunction<AnnouncementCounters> counter,
            String... tags) {
        metrics.counter(
                "postern.announcements." + name,
                description,
                () -> counter.applyAsLong(listener.get().counters()),
                tags);
    }
}
