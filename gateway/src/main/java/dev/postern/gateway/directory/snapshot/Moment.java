package dev.postern.gateway.directory.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A moment by both clocks, so that the time to another one can be told whatever was done to the wall clock between.
 *
 * @param wallMillis since 1970
 * @param monotonicNanos of the machine since its boot, as {@link System#nanoTime()} counts on Linux
 * @param boot which boot that was; empty if nobody knows
 */
public record Moment(long wallMillis, long monotonicNanos, String boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The clocks of this machine. */
    public static Supplier<Moment> clock() {
        String boot = bootOfMachine();
        return () -> new Moment(System.currentTimeMillis(), System.nanoTime(), boot);
    }

    /** The time since {@code earlier}; never negative. */
    Duration since(Moment earlier) {
        boolean sameBoot = !boot.isEmpty() && boot.equals(earlier.boot);
        if (sameBoot && monotonicNanos >= earlier.monotonicNanos) {
            return Duration.ofNanos(monotonicNanos - earlier.monotonicNanos);
        }
        return Duration.ofMillis(Math.max(0, wallMillis - earlier.wallMillis));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(wallMillis);
        out.writeLong(monotonicNanos);
        out.writeUTF(boot);
    }

    static Moment read(DataInput in) throws IOException {
        return new Moment(in.readLong(), in.readLong(), in.readUTF());
    }

    private static String bootOfMachine() {
        try {
            return Files.readString(BOOT_ID, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException notLinux) {
            return "";
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + BOOT_ID, broken);
        }
    }
}
