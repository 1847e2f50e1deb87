package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.WallClock;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.presets.PresetSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site whose Postern has a wall clock of its own, and all that must hold whatever that says. Nothing of what it is set to
 * lasts as long as an hour: who took a step for time that has passed would let it end, or last.
 */
final class SteppedSite implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Half an hour from when his row is read. */
    private static final String ENDING = "ending@snorl.ax";

    private static final String CHANGED = "pw-of-today";

    private static final String SETTINGS = """
            cache: {snapshot: %s, ttl: 10m, negativeTtl: 1s, staleFor: 30m}
            passdb:
              query: >-
                SELECT password, CASE userid WHEN 'ending@snorl.ax' THEN now() + interval '30 minutes' END AS valid_until
                FROM users WHERE userid = '%%u'
            """;

    private static final AtomicInteger SILENT = new AtomicInteger();

    private final ExecutorService client = Executors.newSingleThreadExecutor();
    private final Everybody everybody;
    private final FaultSite site;
    private final WallClock clock;
    private final Path snapshot;
    private final String known;
    private final ImapClient reading;

    private SteppedSite(Everybody everybody, WallClock clock, Path snapshot, String known) throws IOException {
        this.everybody = everybody;
        this.site = everybody.site();
        this.clock = clock;
        this.snapshot = snapshot;
        this.known = known;
        this.reading = everybody.mailboxes().session(known, FaultSite.PASSWORD);
    }

    /** Has a running site, which keeps a snapshot, go on with another Postern until this is closed. */
    static SteppedSite start(Everybody everybody, WallClock clock, Path snapshot) throws Exception {
        FaultSite site = everybody.site();
        PresetSite.announce(site.database, "views");
        String known = site.newUser();
        site.add(ENDING, FaultSite.ANNOUNCED);
        site.gateway
                .auth("{failureDelay: 200ms, penalty: {max: 0}, staleFor: 30m}")
                .more(SETTINGS.formatted(snapshot));
        Death.STOPPED.of(site);
        site.startPostern(clock.environment());
        site.postern().awaitReady();
        everybody.isServed(known);
        assertThat(site.login(ENDING)).isEqualTo(235);
        return new SteppedSite(everybody, clock, snapshot, known);
    }

    /** Steps the clock while an answer is held back, and asks for all that there is to ask. */
    void step(Duration ahead) throws Exception {
        Future<Integer> heldBack = client.submit(() -> site.submission().plain(known, "not-" + CHANGED));
        clock.step(ahead);
        Wait.until("the log is stamped so", LIMIT, () -> isStamped(ahead), site.postern()::log);
        assertThat(heldBack.get()).isEqualTo(535);
        answersWhatIsRight();
        assertThat(site.login(ENDING)).isEqualTo(ahead.isNegative() ? 235 : 535);
        showsWhatIsAnnounced();
        if (ahead.isNegative()) {
            forgetsInTime();
        }
        Wait.until("its heart beats", LIMIT, this::hearsAnnouncements, site.postern()::log);
    }

    /** Takes its database away. */
    void cutOff() throws IOException {
        String unasked = site.newUser();
        site.wire.close(true);
        servesWhatItKnows(unasked);
    }

    private boolean hearsAnnouncements() {
        String log = site.postern().log();
        return log.startsWith("heard", log.lastIndexOf("announcements=") + "announcements=".length());
    }

    private boolean isStamped(Duration ahead) throws IOException {
        assertThat(site.login(known)).isEqualTo(235);
        String log = site.postern().log();
        String last = log.substring(log.lastIndexOf('\n', log.length() - 2) + 1);
        Instant stamp = Instant.parse(last.substring(0, last.indexOf(' ')));
        Duration off = Duration.between(Instant.now(), stamp).minus(ahead);
        return off.abs().compareTo(Duration.ofMinutes(5)) < 0;
    }

    private void answersWhatIsRight() throws IOException {
        everybody.isServed(known);
        assertThat(site.rcpt(site.newUser())).isEqualTo(250);
        everybody.isRefused("nobody" + SILENT.incrementAndGet() + "@snorl.ax");
        assertThat(reading.command("SELECT INBOX")).last().asString().startsWith("a OK ");
    }

    /** Long before the ttl is over. */
    private void showsWhatIsAnnounced() throws IOException {
        String user = site.newUser();
        assertThat(site.login(user)).isEqualTo(235);
        site.database.execute("UPDATE users SET password = '{PLAIN}" + CHANGED + "' WHERE userid = '" + user + "'");
        Wait.until("the change shows", LIMIT, () -> site.submission().plain(user, CHANGED) == 235);
        assertThat(site.login(user)).isEqualTo(535);
    }

    /** No trigger tells of it: an absence lasts for its ttl, and no hour longer. */
    private void forgetsInTime() throws IOException {
        String user = "silent" + SILENT.incrementAndGet() + "@snorl.ax";
        assertThat(site.rcpt(user)).isEqualTo(550);
        site.add(user, FaultSite.UNSEEN);
        Wait.until("what was absent is found", LIMIT, () -> site.rcpt(user) == 250, site.postern()::log);
    }

    private void servesWhatItKnows(String unasked) throws IOException {
        try {
            everybody.isServed(known);
            everybody.isDeferred(unasked);
        } finally {
            site.wire.open();
        }
        everybody.awaitRecovery(unasked);
    }

    /** Ends it, and has another start by the machine's own clock, which has nothing but the snapshot. */
    void restartCutOff() throws Exception {
        String unasked = site.newUser();
        Death.STOPPED.of(site);
        site.wire.close(true);
        site.startPostern(Map.of());
        site.postern().awaitLog("taken over", 1);
        // Dovecot may see only now that the one before is gone.
        everybody.mailboxes().awaitRecovery(known, FaultSite.PASSWORD);
        servesWhatItKnows(unasked);
    }

    /** Gives the site back as it was. */
    @Override
    public void close() throws IOException {
        client.shutdownNow();
        reading.close();
        site.gateway.auth(SampleGateway.NOTHING_HELD_BACK);
        site.keeping(snapshot);
        site.postern().reload(site.gateway.yaml());
        site.postern().awaitLog("reloaded", 1);
    }
}
