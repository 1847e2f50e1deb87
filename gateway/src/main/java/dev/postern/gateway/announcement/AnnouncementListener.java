package dev.postern.gateway.announcement;

import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.ListeningBackend;
import dev.postern.gateway.directory.sql.NotificationChannel;
import dev.postern.gateway.directory.sql.ReplicaReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of the changes of one source, on a thread of its own, and drops what is cached of them. */
public final class AnnouncementListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementListener.class);

    /** A dead path is noticed within two of these: one until the next is sent, one for its answer. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** Between attempts to connect; spread, so that several gateways do not march. */
    private static final long FIRST_PAUSE_MILLIS = 100;

    /** With connecting, a second per host, what changes is heard of again within 5 s of the database's return. */
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private static final long CLOSE_MILLIS = 500;

    /** Units that are dropped one by one of what is heard at once: some tenths of a second. */
    private static final int MAX_UNITS_AT_ONCE = 500_000;

    private final DatabaseSettings settings;
    private final Dependants dependants;
    private final @Nullable ReplicaReads replicas;
    private final Hearing hearing;
    private final LongSupplier nanoTime;
    private final AnnouncementCounters counters = new AnnouncementCounters();
    private final MalformedLog malformed;
    private final Sweep sweep;
    private final Invalidator invalidator;
    private final ListeningBackend backend = new ListeningBackend();
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable NotificationChannel channel;
    private volatile State state = State.CONNECTING;
    private volatile long provenAt;
    private boolean expected;

    /**
     * What is listened to.
     *
     * @param settings of the primary server
     * @param dependants what depends on its relations
     * @param replicas where rows are read that may lag behind; null: they are read where changes are made, and nobody knows
     *     beforehand whether these are announced
     */
    public record Source(
            DatabaseSettings settings,
            Dependants dependants,
            @Nullable ReplicaReads replicas) {}

    /** Whether changes are heard of. */
    public enum State {
        /** Not yet, for the first time. */
        CONNECTING,
        /** They are. */
        HEARING,
        /** They would be, but none is announced: nothing is installed. */
        NOT_ANNOUNCED,
        /** No more. */
        LOST
    }

    /**
     * Starts listening, in the background.
     *
     * @param hearing of all sources together
     */
    AnnouncementListener(Source source, Hearing hearing, UnitCache cache, LongSupplier nanoTime) {
        this.settings = source.settings();
        this.dependants = source.dependants();
        this.replicas = source.replicas();
        this.expected = replicas != null;
        this.hearing = hearing;
        this.nanoTime = nanoTime;
        this.malformed = new MalformedLog(settings.name(), nanoTime);
        this.sweep = new Sweep(cache, nanoTime, counters);
        this.invalidator = new Invalidator(cache, sweep, counters);
        this.provenAt = nanoTime.getAsLong();
        this.thread = new Thread(this::run, "postern-listen");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether changes are heard of. */
    public State state() {
        return state;
    }

    /** How long ago the path was last known to be good. */
    public Duration sinceHeartbeat() {
        return Duration.ofNanos(nanoTime.getAsLong() - provenAt);
    }

    /** What it came to so far. */
    public AnnouncementCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        closed.countDown();
        NotificationChannel open = channel;
        if (open != null) {
            open.cut();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            int attempts = 0;
            do {
                attempts = hear() ? 1 : attempts + 1;
            } while (!closed.await(pauseMillis(attempts), TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it connected */
    private boolean hear() {
        boolean connected = false;
        try (NotificationChannel open = NotificationChannel.open(settings, backend)) {
            channel = open;
            announcing(open.beat());
            connected = true;
            revalidate(open);
            listen(open);
        } catch (NotificationChannel.Lost lost) {
            lost(String.valueOf(lost.getMessage()));
        } catch (RuntimeException | Error bug) {
            // Whatever it is: who hears no more must go on trying, or what is cached would be believed for its ttl.
            LOG.error("{} announcements: a defect", settings.name(), bug);
            lost("a defect, see above");
        } finally {
            channel = null;
            sweep.finish();
        }
        return connected;
    }

    private void listen(NotificationChannel open) throws NotificationChannel.Lost {
        provenAt = nanoTime.getAsLong();
        long beatAt = provenAt + HEARTBEAT.toNanos();
        while (closed.getCount() > 0) {
            long now = nanoTime.getAsLong();
            if (now - beatAt >= 0) {
                announcing(open.beat());
                beatAt = now + HEARTBEAT.toNanos();
            }
            List<String> payloads = open.receive(soonest(Duration.ofNanos(beatAt - now), sweep.untilDue()));
            take(open, announcements(payloads));
            sweep.run();
            if (open.isAlive()) {
                provenAt = now;
            }
        }
    }

    private static Duration soonest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void announcing(boolean installed) {
        State before = state;
        state = installed ? State.HEARING : State.NOT_ANNOUNCED;
        expected = installed;
        if (before == state) {
            return;
        }
        if (installed) {
            LOG.info("{} announcements=heard{}", settings.name(), before == State.LOST ? ", after a loss" : "");
        } else {
            LOG.info(
                    "{} announcements=none: changes show when their ttl ends; postern schema install makes them",
                    settings.name());
        }
    }

    private void lost(String reason) {
        if (closed.getCount() == 0 || state == State.LOST) {
            return;
        }
        counters.losses.increment();
        state = State.LOST;
        if (expected) {
            hearing.missed(settings.name());
        }
        LOG.warn(
                "{} announcements=lost, reason=\"{}\"; until they are heard again what is cached counts for {}",
                settings.name(),
                reason,
                expected ? Hearing.TTL_WHILE_DEAF.toSeconds() + " s at most" : "its ttl");
    }

    private List<Announcement> announcements(List<String> payloads) {
        List<Announcement> announcements = new ArrayList<>();
        for (String payload : payloads) {
            AnnouncementReader.read(payload).ifPresentOrElse(announcements::add, () -> {
                counters.malformed.increment();
                malformed.note(payload.length());
            });
        }
        announcements.forEach(counters::count);
        return announcements;
    }

    /** Beyond what can be dropped one by one in time, as nobody but a flood announces, everything is to be read again. */
    private void take(NotificationChannel open, List<Announcement> announcements) throws NotificationChannel.Lost {
        List<Change> changes = announcements.stream().map(dependants::change).toList();
        if (changes.stream().mapToLong(Change::units).sum() > MAX_UNITS_AT_ONCE) {
            counters.gathered.add(announcements.size());
            revalidate(open);
        } else {
            take(open, changes, invalidator::take);
        }
    }

    private void revalidate(NotificationChannel open) throws NotificationChannel.Lost {
        take(
                open,
                List.of(dependants.change(Announcement.OF_EVERYTHING)),
                everything -> hearing.heard(settings.name()));
    }

    /** Replicas first: what is read anew from then on must not be what they still have. */
    private void take(NotificationChannel open, List<Change> changes, Consumer<Change> cache)
            throws NotificationChannel.Lost {
        long position = replicas == null || changes.isEmpty() ? 0 : open.logPosition();
        for (Change change : changes) {
            if (replicas != null) {
                replicas.changed(change::covers, position);
            }
            cache.accept(change);
        }
    }

    /** The pause after the given number of failed attempts. */
    static long pauseMillis(int attempts) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 10));
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    }
}
