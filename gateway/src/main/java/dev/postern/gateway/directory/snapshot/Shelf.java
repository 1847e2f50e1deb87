package dev.postern.gateway.directory.snapshot;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A snapshot's file and those beside it: drafts on their way to become it, and files that were set aside. */
final class Shelf {

    /** Enough to look at what went wrong, few enough not to fill a disk. */
    static final int KEPT = 3;

    /**
     * A draft that nobody has written to for so long is one that a killed process left behind. Longer than any step of the
     * wall clock, which is no reason to take one from a process that is writing it.
     */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private static final String DRAFT = ".draft-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path folder;
    private final String name;

    Shelf(Path file) {
        this.file = file.toAbsolutePath();
        this.folder = this.file.getParent() == null ? this.file : this.file.getParent();
        this.name = String.valueOf(this.file.getFileName());
    }

    /** A name for what is to become the file: its own for each attempt, so that two processes share none. */
    Path draft() {
        return file.resolveSibling(name + DRAFT + UUID.randomUUID());
    }

    /** Has a draft take the file's place, at once and for good. */
    void publish(Path draft) throws IOException {
        Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
        Disk.force(folder);
    }

    /** Removes what killed processes left behind. */
    void sweepDrafts() throws IOException {
        Instant abandoned = Instant.now().minus(ABANDONED);
        for (Path draft : siblings(DRAFT)) {
            if (Files.getLastModifiedTime(draft).toInstant().isBefore(abandoned)) {
                Files.deleteIfExists(draft);
            }
        }
    }

    /** What others may write is not our own word; what others may read should not be. */
    void checkRights() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw UnusableSnapshot.foreign("it is not a file");
        }
        boolean shared = attributes.permissions().stream()
                .map(PosixFilePermission::name)
                .anyMatch(right -> !right.startsWith("OWNER"));
        if (shared) {
            throw UnusableSnapshot.foreign("others may read or write it, which mode 0600 would have kept them from");
        }
    }

    /** Gives the file another name, and forgets the oldest of that kind: never this one, though the clock went back. */
    Path setAside(String kind, long wallMillis) throws IOException {
        String prefix = "." + kind + "-";
        Path aside = file.resolveSibling(name + prefix + TIME.format(Instant.ofEpochMilli(wallMillis)));
        Files.move(file, aside, ATOMIC_MOVE);
        List<Path> others = siblings(prefix);
        others.remove(aside);
        for (Path oldest : others.subList(0, Math.max(0, others.size() + 1 - KEPT))) {
            Files.deleteIfExists(oldest);
        }
        return aside;
    }

    /** Files whose name is the file's and goes on so; in the order of their names, which is that of their times. */
    private List<Path> siblings(String infix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> String.valueOf(entry.getFileName()).startsWith(name + infix))) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }
}
