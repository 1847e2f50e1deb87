package dev.postern.gateway.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.Completeness;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.KeptUnit;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SnapshotTest {
    private static final Duration KEEP_FOR = Duration.ofHours(24);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Relation aliases = Relation.ofKey("aliases");
    private final Relation passdb =
            Relation.ofAccount("passdb", List.of(AccountVariable.USER, AccountVariable.SERVICE));
    private final Meaning meaning = new Meaning(List.of(aliases, passdb), List.of("SELECT 1"));
    private final UnitCache cache = cache();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Snapshot.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private Moment now = new Moment(1_800_000_000_000L, 77_000_000_000L, "boot");

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private static UnitCache cache() {
        return new UnitCache(
                (unit, deadline) -> Future.succeededFuture(UnitValue.Absent.INSTANCE),
                new CachePolicy(
                        1 << 20, Duration.ofMinutes(5), Duration.ofSeconds(30), KEEP_FOR, Duration.ofSeconds(2)),
                () -> 1_000_000_000_000_000L);
    }

    private Path file() {
        return folder.resolve("snapshot");
    }

    private Snapshot snapshot() {
        return new Snapshot(file(), meaning, () -> now);
    }

    private void know(Relation relation, String key, UnitValue value, Duration age, @Nullable Duration life) {
        cache.restore(new KeptUnit(new Unit(relation, key), value, age, life));
    }

    private void knowOneOfEach() {
        know(aliases, "a@b.test", new UnitValue.Text("c@d.test,é@f.test"), Duration.ofMinutes(1), null);
        know(aliases, "", new UnitValue.Text("x".repeat(100_000)), Duration.ofMillis(1), null);
        know(aliases, "nobody@b.test", UnitValue.Absent.INSTANCE, Duration.ofHours(23), null);
        know(aliases, "brief@b.test", new UnitValue.Text("t@b.test"), Duration.ofMinutes(1), Duration.ofHours(2));
        know(passdb, "a\0imap\0", row("user", "a", "password", "{PLAIN}x"), Duration.ofMinutes(2), null);
        know(passdb, "b\0imap\0", several(), Duration.ofMinutes(3), null);
    }

    /** A user with an app password. */
    private static UnitValue several() {
        return new UnitValue.Row(List.of(
                Map.of("password", "{PLAIN}y", "nologin", ""),
                Map.of("kind", "app", "password", "{PLAIN}z"),
                Map.of()));
    }

    private static UnitValue row(String one, String first, String other, String second) {
        Map<String, String> columns = new TreeMap<>(Map.of(one, first, other, second));
        return new UnitValue.Row(columns);
    }

    private static Map<Unit, KeptUnit> contents(UnitCache cache) {
        Map<Unit, KeptUnit> contents = new HashMap<>();
        cache.kept().forEachRemaining(kept -> contents.put(kept.unit(), kept));
        return contents;
    }

    private Map<Unit, KeptUnit> loaded() {
        UnitCache next = cache();
        long units = snapshot().load(next);
        Map<Unit, KeptUnit> contents = contents(next);
        assertThat(contents.size()).isLessThanOrEqualTo((int) units);
        return contents;
    }

    private Duration ageOf(String key, Map<Unit, KeptUnit> contents) {
        return Objects.requireNonNull(contents.get(new Unit(aliases, key))).age();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void carriesEveryKindOfUnitAcross() {
        knowOneOfEach();
        snapshot().save(cache);
        assertThat(loaded()).isEqualTo(contents(cache)).hasSize(6);
        assertThat(said().get(0)).contains("units=6 age=0s taken over");
    }

    @Test
    void whatWasTakenOverIsNoTruth() {
        know(aliases, "a@b.test", new UnitValue.Text("c"), Duration.ZERO, null);
        snapshot().save(cache);
        Map<Unit, KeptUnit> next = loaded();
        assertThat(ageOf("a@b.test", next))
                .as("older than the cache is, hence not fresh")
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        // within one boot no step of the wall clock counts
        "boot, 600, 600000, 600",
        "boot, 600, 4200000, 600",
        "boot, 600, -3000000, 600",
        // over a reboot there is only the wall clock; backwards counts as no time
        "next, 5, 600000, 600",
        "next, 5, -3600000, 0",
        "'', 600, 600000, 600",
        // a machine that began to count again under one name
        "boot, -60, 600000, 600"
    })
    void agesByTheClockThatNobodySteps(String boot, long monotonicSeconds, long wallMillis, long agesBy) {
        now = new Moment(now.wallMillis(), now.monotonicNanos(), boot.isEmpty() ? "" : "boot");
        knowOneOfEach();
        snapshot().save(cache);
        now = new Moment(
                now.wallMillis() + wallMillis,
                now.monotonicNanos() + Duration.ofSeconds(monotonicSeconds).toNanos(),
                boot);
        assertThat(ageOf("a@b.test", loaded())).isEqualTo(Duration.ofSeconds(60 + agesBy));
    }

    @Test
    void whatIsTooOldIsLeftBehind() {
        knowOneOfEach();
        snapshot().save(cache);
        now = new Moment(now.wallMillis() + HOUR, now.monotonicNanos() + HOUR * 1_000_000, "boot");
        assertThat(loaded())
                .doesNotContainKey(new Unit(aliases, "nobody@b.test"))
                .hasSize(5);
    }

    @Test
    void aRowThatEndsByItselfEndsWhenItWouldHave() {
        knowOneOfEach();
        snapshot().save(cache);
        now = new Moment(now.wallMillis(), now.monotonicNanos() + HOUR * 1_000_000, "boot");
        assertThat(loaded()).containsKey(new Unit(aliases, "brief@b.test"));
        now = new Moment(now.wallMillis(), now.monotonicNanos() + HOUR * 1_000_000, "boot");
        assertThat(loaded()).doesNotContainKey(new Unit(aliases, "brief@b.test"));
    }

    @Test
    void manyRestartsMakeNothingYounger() {
        know(aliases, "a@b.test", new UnitValue.Text("c"), Duration.ofMinutes(1), null);
        UnitCache last = cache;
        for (int restart = 1; restart <= 10; restart++) {
            snapshot().save(last);
            // the wall clock goes back an hour at each
            now = new Moment(now.wallMillis() - HOUR, now.monotonicNanos() + 60_000_000_000L, "boot");
            last = cache();
            snapshot().load(last);
            assertThat(ageOf("a@b.test", contents(last))).isEqualTo(Duration.ofMinutes(1 + restart));
        }
    }

    @Test
    void carriesAcrossThatARelationIsWhole() {
        know(aliases, "a@b.test", new UnitValue.Text("c"), Duration.ofMinutes(1), null);
        cache.completeness().restore(aliases, Duration.ofMinutes(2));
        snapshot().save(cache);
        now = new Moment(now.wallMillis(), now.monotonicNanos() + HOUR * 1_000_000, "boot");
        UnitCache next = cache();
        snapshot().load(next);
        assertThat(next.completeness().agesSince(next.completeness().marks()))
                .hasEntrySatisfying(
                        aliases,
                        age -> assertThat(age)
                                .isBetween(
                                        Duration.ofMinutes(62),
                                        Duration.ofMinutes(62).plusMillis(2)));
    }

    @Test
    void whatChangesWhileItIsWrittenIsNotWhole() {
        cache.completeness().restore(aliases, Duration.ofMinutes(2));
        Map<Relation, Completeness.Mark> before = cache.completeness().marks();
        cache.invalidate(new Unit(aliases, "a@b.test"));
        cache.renew(new Unit(aliases, "a@b.test"), 0, new Deadline(0));
        assertThat(cache.completeness().marks()).containsKey(aliases);
        assertThat(cache.completeness().agesSince(before)).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        knowOneOfEach();
        snapshot().save(cache);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("snapshot");
    }

    @Test
    void isCompact() throws IOException {
        for (int i = 0; i < 1000; i++) {
            know(aliases, "user" + i + "@b.test", new UnitValue.Text("c" + i + "@d.test"), Duration.ofMinutes(1), null);
        }
        snapshot().save(cache);
        assertThat((double) Files.size(file()) / 1000).isCloseTo(30, within(6.0));
    }

    @Test
    void noDamageIsEverBelieved() throws IOException {
        know(aliases, "a@b.test", new UnitValue.Text("c@d.test"), Duration.ofMinutes(1), null);
        know(passdb, "a\0imap\0", row("user", "a", "password", "{PLAIN}x"), Duration.ofMinutes(2), null);
        snapshot().save(cache);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] = (byte) (flipped[i] ^ (1 << (i % 8)));
            write(flipped);
            assertThat(loaded()).as("bit flipped in byte %d", i).isEmpty();
            write(Arrays.copyOf(whole, i));
            assertThat(loaded()).as("cut after %d bytes", i).isEmpty();
        }
        write(whole);
        assertThat(loaded()).hasSize(2);
        assertThat(names()).as("a bounded number is kept").hasSizeLessThanOrEqualTo(1 + 2 * Shelf.KEPT);
    }

    private void write(byte[] content) throws IOException {
        Files.deleteIfExists(file());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(Disk.FOR_THE_OWNER));
        Files.write(file(), content);
    }

    @Test
    void aFileOfOtherQueriesIsSetAside() throws IOException {
        knowOneOfEach();
        Meaning other = new Meaning(List.of(aliases, passdb), List.of("SELECT 2"));
        new Snapshot(file(), other, () -> now).save(cache);
        assertThat(loaded()).isEmpty();
        assertThat(names()).containsExactly("snapshot.foreign-20270115T080000000");
        assertThat(said().get(0))
                .contains("is not used: it belongs to another database")
                .contains("foreign-2027");
    }

    @Test
    void aNewerFileIsSetAside() throws IOException {
        knowOneOfEach();
        snapshot().save(cache);
        byte[] newer = Files.readAllBytes(file());
        newer[11] = 99;
        write(newer);
        assertThat(loaded()).isEmpty();
        assertThat(said().get(0)).contains("it is of version 99, and this program reads version 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw-----w-"})
    void aFileThatOthersHadTheirHandsOnIsSetAside(String mode) throws IOException {
        knowOneOfEach();
        snapshot().save(cache);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
        assertThat(loaded()).isEmpty();
        assertThat(names()).allMatch(name -> name.startsWith("snapshot.foreign-"));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
        Files.createSymbolicLink(file(), elsewhere);
        assertThat(loaded()).isEmpty();
        assertThat(elsewhere).hasContent("precious");
    }

    @Test
    void aFullDiskLeavesTheFileBeforeAndSaysSoOnce() throws IOException {
        know(aliases, "a@b.test", new UnitValue.Text("before"), Duration.ofMinutes(1), null);
        snapshot().save(cache);
        byte[] before = Files.readAllBytes(file());
        knowOneOfEach();
        boolean[] full = {true};
        Snapshot onFullDisk = new Snapshot(
                file(),
                meaning,
                () -> now,
                path -> full[0] ? new FullDisk(Disk.REAL.create(path)) : Disk.REAL.create(path));
        onFullDisk.save(cache);
        onFullDisk.save(cache);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(names()).containsExactly("snapshot");
        assertThat(onFullDisk.failures()).isEqualTo(2);
        full[0] = false;
        onFullDisk.save(cache);
        assertThat(onFullDisk.written()).isEqualTo(6);
        assertThat(said())
                .containsExactly(
                        "snapshot file=" + file()
                                + " cannot be written: No space left on device; the one before stays, and it is tried again",
                        "snapshot file=" + file() + " units=6 is written again");
    }

    /** Has room for a thousand bytes. */
    private static final class FullDisk extends FilterOutputStream {
        private int left = 1000;

        FullDisk(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }
    }

    @Test
    void aFolderThatIsNotThereKeepsNothingFromStarting() {
        Snapshot nowhere = new Snapshot(folder.resolve("missing/snapshot"), meaning, () -> now);
        assertThat(nowhere.load(cache())).isZero();
        nowhere.save(cache);
        assertThat(said()).hasSize(2).allMatch(line -> line.contains("its folder does not exist"));
    }

    @Test
    void whatWasSetAsideLastStaysThoughTheClockWentBack() throws IOException {
        for (int i = 0; i <= Shelf.KEPT; i++) {
            write(new byte[] {(byte) i});
            now = new Moment(now.wallMillis() - HOUR, now.monotonicNanos(), "boot");
            snapshot().load(cache());
            assertThat(folder.resolve(said().get(i).replaceFirst(".*; kept as (\\S+).*", "$1")))
                    .hasBinaryContent(new byte[] {(byte) i});
        }
        assertThat(names()).hasSize(Shelf.KEPT);
    }

    @Test
    void draftsOfKilledProcessesAreSweptUp() throws IOException {
        Path abandoned = Files.writeString(folder.resolve("snapshot.draft-1"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.fromMillis(System.currentTimeMillis() - 49 * HOUR));
        Path busy = Files.writeString(folder.resolve("snapshot.draft-2"), "half");
        // as it looks when the wall clock was stepped forward meanwhile
        Files.setLastModifiedTime(busy, FileTime.fromMillis(System.currentTimeMillis() - 25 * HOUR));
        snapshot().load(cache());
        assertThat(abandoned).doesNotExist();
        assertThat(busy).exists();
    }

    @Test
    void unitsOfARelationThatIsNotServedAreLeftOut() {
        know(Relation.ofKey("another"), "a", new UnitValue.Text("b"), Duration.ofMinutes(1), null);
        snapshot().save(cache);
        assertThat(loaded()).isEmpty();
    }
}
