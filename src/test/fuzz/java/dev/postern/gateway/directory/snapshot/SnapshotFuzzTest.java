package dev.postern.gateway.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.directory.KeptUnit;
import dev.postern.gateway.directory.Relation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Files that a gateway may find in the place of its snapshot. */
class SnapshotFuzzTest {

    private static final Meaning MEANING =
            new Meaning(List.of(Relation.ofKey("one"), Relation.ofKey("two")), List.of("a question"));

    @FuzzTest
    void noFileOfOthersIsTakenForASnapshot(byte[] bytes) throws IOException {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
    }

    /** What the checksum cannot tell: the bytes stand where the units do. */
    @FuzzTest
    void unitsAreReadAsWhatTheyAreOrAreRefused(byte[] units) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(Format.magic());
        out.writeInt(Format.VERSION);
        out.write(MEANING.digest());
        new Moment(0, 0, "").write(out);
        out.write(units);
        CRC32C crc = new CRC32C();
        crc.update(file.toByteArray());
        out.writeInt((int) crc.getValue());
        try {
            for (KeptUnit unit : read(file.toByteArray())) {
                assertThat(MEANING.index(unit.unit().relation())).isBetween(0, 1);
                assertThat(unit.age().toNanos()).isNotNegative();
                assertThat(unit.life() == null || unit.life().toNanos() >= 0).isTrue();
            }
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotNull();
        }
    }

    private static List<KeptUnit> read(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("snapshot", null);
        try {
            Files.write(file, bytes);
            List<KeptUnit> units = new ArrayList<>();
            new SnapshotReader(file, MEANING).read(Duration.ofHours(1), new SnapshotReader.Taker() {
                @Override
                public void unit(KeptUnit unit) {
                    units.add(unit);
                }

                @Override
                public void whole(Relation relation, Duration age) {
                    assertThat(MEANING.index(relation)).isBetween(0, 1);
                    assertThat(age).isPositive();
                }
            });
            return units;
        } finally {
            Files.delete(file);
        }
    }
}
