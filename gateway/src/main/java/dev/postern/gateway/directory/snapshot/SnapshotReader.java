package dev.postern.gateway.directory.snapshot;

import dev.postern.gateway.directory.KeptUnit;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitValue;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads a file twice: whether it is whole, and what it says. */
final class SnapshotReader {
    /** A hundred years, so that nanoseconds of it, and of twice as much, are a number. */
    private static final long LONGEST_MILLIS = Duration.ofDays(36_525).toMillis();

    /** Who takes what a file says. */
    interface Taker {
        /** A unit, as old as it is now. */
        void unit(KeptUnit unit);

        /** All units of this relation were told before, as of so long ago. */
        void whole(Relation relation, Duration age);
    }

    private final Path file;
    private final Meaning meaning;
    private final Moment writtenAt;

    /** @throws UnusableSnapshot if the file is not whole, or not one of {@code meaning} */
    SnapshotReader(Path file, Meaning meaning) throws IOException {
        this.file = file;
        this.meaning = meaning;
        try (DataInputStream in = open()) {
            checkKind(in);
            checkWhole();
            if (!meaning.hasDigest(in.readNBytes(Meaning.DIGEST_BYTES))) {
                throw UnusableSnapshot.foreign("it belongs to another database, schema or set of queries");
            }
            this.writtenAt = Moment.read(in);
        } catch (EOFException cut) {
            throw UnusableSnapshot.damaged("it ends too early");
        }
    }

    Moment writtenAt() {
        return writtenAt;
    }

    /**
     * Reads the units.
     *
     * @param elapsed since it was written: that much older are they
     * @return how many
     */
    long read(Duration elapsed, Taker to) throws IOException {
        try (DataInputStream in = open()) {
            in.skipNBytes(Format.magic().length + Integer.BYTES + Meaning.DIGEST_BYTES);
            Moment.read(in);
            List<String> columns = new ArrayList<>();
            long count = 0;
            for (long head = Numbers.read(in); head != Format.END; head = Numbers.read(in)) {
                take(in, head - 1, elapsed, columns, to);
                count++;
            }
            if (count != in.readLong()) {
                throw UnusableSnapshot.damaged("it does not hold as many units as it says");
            }
            return count;
        } catch (EOFException cut) {
            throw UnusableSnapshot.damaged("it ends too early");
        }
    }

    private DataInputStream open() throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), Format.BUFFER_BYTES));
    }

    /** Another version's layout is its own, its checksum included. */
    private static void checkKind(DataInputStream in) throws IOException {
        byte[] magic = new byte[Format.magic().length];
        in.readFully(magic);
        if (!Arrays.equals(magic, Format.magic())) {
            throw UnusableSnapshot.foreign("it is no snapshot");
        }
        int version = in.readInt();
        if (version != Format.VERSION) {
            throw UnusableSnapshot.foreign(
                    "it is of version " + version + ", and this program reads version " + Format.VERSION);
        }
    }

    private void checkWhole() throws IOException {
        long left = Files.size(file) - Format.CRC_BYTES;
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[Format.BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
            if (new DataInputStream(in).readInt() != (int) crc.getValue()) {
                throw UnusableSnapshot.damaged("its checksum is wrong");
            }
        }
    }

    private void take(DataInputStream in, long head, Duration elapsed, List<String> columns, Taker to)
            throws IOException {
        Relation relation = meaning.relation((int) Math.min(head >>> Format.RELATION_SHIFT, Integer.MAX_VALUE));
        Duration age = readDuration(in).plus(elapsed);
        if ((head & Format.KIND_MASK) == Format.WHOLE) {
            to.whole(relation, age);
        } else {
            to.unit(unit(in, head, new Unit(relation, Numbers.readString(in)), age, columns));
        }
    }

    private static KeptUnit unit(DataInputStream in, long head, Unit unit, Duration age, List<String> columns)
            throws IOException {
        Duration life = (head & Format.ENDS) == 0 ? null : readDuration(in);
        return new KeptUnit(unit, value(in, (int) head & Format.KIND_MASK, columns), age, life);
    }

    private static Duration readDuration(DataInputStream in) throws IOException {
        long millis = Numbers.read(in);
        if (millis > LONGEST_MILLIS) {
            throw UnusableSnapshot.damaged("a unit is older than anything");
        }
        return Duration.ofMillis(millis);
    }

    private static UnitValue value(DataInputStream in, int kind, List<String> columns) throws IOException {
        return switch (kind) {
            case Format.ABSENT -> UnitValue.Absent.INSTANCE;
            case Format.TEXT -> new UnitValue.Text(Numbers.readString(in));
            case Format.ROW -> new UnitValue.Row(row(in, columns));
            case Format.ROWS -> new UnitValue.Row(rows(in, columns));
            default -> throw UnusableSnapshot.damaged("a unit is of no known kind");
        };
    }

    private static List<Map<String, String>> rows(DataInputStream in, List<String> columns) throws IOException {
        int count = Numbers.readSmall(in);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(in, columns));
        }
        if (rows.isEmpty()) {
            throw UnusableSnapshot.damaged("a unit has no row");
        }
        return rows;
    }

    private static Map<String, String> row(DataInputStream in, List<String> columns) throws IOException {
        int size = Numbers.readSmall(in);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            int column = Numbers.readSmall(in);
            if (column == columns.size()) {
                columns.add(Numbers.readString(in).intern());
            } else if (column > columns.size()) {
                throw UnusableSnapshot.damaged("it names a column that there is not");
            }
            row.put(columns.get(column), Numbers.readString(in));
        }
        return row;
    }
}
