package dev.postern.gateway.directory.snapshot;

import dev.postern.gateway.directory.KeptUnit;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cache's file. Thread-safe: one writes or reads at a time. Blocks on the disk. */
public final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final Path file;
    private final Meaning meaning;
    private final Supplier<Moment> clock;
    private final SnapshotWriter writer;
    private long failures;
    private boolean failing;
    private long written;

    /**
     * Touches nothing yet.
     *
     * @param file whose folder must exist
     * @param meaning of the units that are kept in it
     */
    public Snapshot(Path file, Meaning meaning, Supplier<Moment> clock) {
        this(file, meaning, clock, Disk.REAL);
    }

    Snapshot(Path file, Meaning meaning, Supplier<Moment> clock, Disk disk) {
        this.file = file;
        this.meaning = meaning;
        this.clock = clock;
        this.writer = new SnapshotWriter(meaning, disk);
    }

    /**
     * Takes over what the file holds, as stale stock.
     *
     * @return how many units; none if there is no file, or none that can be used: then it is renamed, and the log says so
     */
    public synchronized long load(UnitCache cache) {
        Shelf shelf = new Shelf(file);
        try {
            shelf.sweepDrafts();
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                LOG.info("snapshot file={} is not there yet", file);
                return 0;
            }
            return load(cache, shelf);
        } catch (IOException unreadable) {
            LOG.error("snapshot file={} cannot be read: {}; starting without it", file, Disk.reason(unreadable));
            return 0;
        }
    }

    private long load(UnitCache cache, Shelf shelf) throws IOException {
        try {
            shelf.checkRights();
            SnapshotReader reader = new SnapshotReader(file, meaning);
            Duration elapsed = clock.get().since(reader.writtenAt());
            long units = reader.read(elapsed, into(cache));
            LOG.info(
                    "snapshot file={} units={} age={}s taken over, to be served while the database is away",
                    file,
                    units,
                    elapsed.toSeconds());
            return units;
        } catch (UnusableSnapshot unusable) {
            Path aside = shelf.setAside(unusable.kind(), clock.get().wallMillis());
            LOG.warn("snapshot file={} is not used: {}; kept as {}", file, unusable.getMessage(), aside.getFileName());
            return 0;
        }
    }

    private static SnapshotReader.Taker into(UnitCache cache) {
        return new SnapshotReader.Taker() {
            @Override
            public void unit(KeptUnit unit) {
                cache.restore(unit);
            }

            @Override
            public void whole(Relation relation, Duration age) {
                cache.completeness().restore(relation, age);
            }
        };
    }

    /**
     * Writes what the cache knows now. What cannot be written leaves the file as it was; the log says so once.
     *
     * @return whether it could be written
     */
    public synchronized boolean save(UnitCache cache) {
        try {
            written = writer.write(file, cache, clock.get());
            if (failing) {
                LOG.info("snapshot file={} units={} is written again", file, written);
            }
            failing = false;
            return true;
        } catch (IOException full) {
            failures++;
            if (!failing) {
                LOG.error(
                        "snapshot file={} cannot be written: {}; the one before stays, and it is tried again",
                        file,
                        Disk.reason(full));
            }
            failing = true;
            return false;
        }
    }

    /** How large the file is, in bytes; 0 if there is none. */
    public long bytes() {
        return file.toFile().length();
    }

    /** How many units the last one held that was written; 0 before the first. */
    public synchronized long written() {
        return written;
    }

    /** How often it could not be written. */
    public synchronized long failures() {
        return failures;
    }
}
