package dev.postern.gateway.directory.snapshot;

import dev.postern.gateway.directory.Completeness;
import dev.postern.gateway.directory.KeptUnit;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes a file beside the one that there is, and lets it take that one's place when it is whole. */
final class SnapshotWriter {
    private final Meaning meaning;
    private final Disk disk;

    SnapshotWriter(Meaning meaning, Disk disk) {
        this.meaning = meaning;
        this.disk = disk;
    }

    /**
     * Writes it.
     *
     * @return how many units
     * @throws IOException if it could not be written; then the file is as it was
     */
    long write(Path file, UnitCache cache, Moment now) throws IOException {
        Shelf shelf = new Shelf(file);
        Path draft = shelf.draft();
        try {
            long units;
            try (OutputStream out = disk.create(draft)) {
                units = write(out, cache, now);
            }
            shelf.publish(draft);
            return units;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private long write(OutputStream to, UnitCache cache, Moment now) throws IOException {
        BufferedOutputStream buffer = new BufferedOutputStream(to, Format.BUFFER_BYTES);
        CheckedOutputStream checked = new CheckedOutputStream(buffer, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(Format.magic());
        out.writeInt(Format.VERSION);
        out.write(meaning.digest());
        now.write(out);
        Map<Relation, Completeness.Mark> wholes = cache.completeness().marks();
        long count = units(out, cache.kept());
        count += wholes(out, cache.completeness().agesSince(wholes));
        out.writeByte(Format.END);
        out.writeLong(count);
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
        return count;
    }

    private long units(DataOutputStream out, Iterator<KeptUnit> units) throws IOException {
        Map<String, Integer> columns = new HashMap<>();
        long count = 0;
        while (units.hasNext()) {
            KeptUnit kept = units.next();
            if (meaning.index(kept.unit().relation()) >= 0) {
                unit(out, kept, columns);
                count++;
            }
        }
        return count;
    }

    private long wholes(DataOutputStream out, Map<Relation, Duration> wholes) throws IOException {
        long count = 0;
        for (Map.Entry<Relation, Duration> whole : wholes.entrySet()) {
            long relation = meaning.index(whole.getKey());
            if (relation >= 0) {
                Numbers.write(out, 1 + (relation << Format.RELATION_SHIFT) + Format.WHOLE);
                Numbers.write(out, Math.max(0, whole.getValue().toMillis()));
                count++;
            }
        }
        return count;
    }

    private void unit(DataOutputStream out, KeptUnit kept, Map<String, Integer> columns) throws IOException {
        boolean ends = kept.life() != null;
        long relation = meaning.index(kept.unit().relation());
        Numbers.write(out, 1 + (relation << Format.RELATION_SHIFT) + (ends ? Format.ENDS : 0) + kind(kept.value()));
        Numbers.write(out, Math.max(0, kept.age().toMillis()));
        Numbers.writeString(out, kept.unit().key());
        Duration life = kept.life();
        if (life != null) {
            Numbers.write(out, Math.max(0, life.toMillis()));
        }
        if (kept.value() instanceof UnitValue.Text text) {
            Numbers.writeString(out, text.value());
        } else if (kept.value() instanceof UnitValue.Row row) {
            if (row.rows().size() > 1) {
                Numbers.write(out, row.rows().size());
            }
            for (Map<String, String> each : row.rows()) {
                row(out, each, columns);
            }
        }
    }

    private static int kind(UnitValue value) {
        if (value instanceof UnitValue.Row row) {
            return row.rows().size() > 1 ? Format.ROWS : Format.ROW;
        }
        return value instanceof UnitValue.Text ? Format.TEXT : Format.ABSENT;
    }

    private static void row(DataOutputStream out, Map<String, String> row, Map<String, Integer> columns)
            throws IOException {
        Numbers.write(out, row.size());
        for (Map.Entry<String, String> column : row.entrySet()) {
            Integer known = columns.putIfAbsent(column.getKey(), columns.size());
            Numbers.write(out, known == null ? columns.size() - 1 : known);
            if (known == null) {
                Numbers.writeString(out, column.getKey());
            }
            Numbers.writeString(out, column.getValue());
        }
    }
}
