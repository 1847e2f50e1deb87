package dev.postern.gateway.directory.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where drafts are written: the place at which a disk is full. */
interface Disk {

    Set<PosixFilePermission> FOR_THE_OWNER = PosixFilePermissions.fromString("rw-------");

    /** Makes a new file that nobody else can read. When its stream is closed, it is on the disk and not in a buffer. */
    OutputStream create(Path file) throws IOException;

    /** The file system. */
    Disk REAL = file -> {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FOR_THE_OWNER));
        return new Forced(channel);
    };

    /** Has the names in a folder survive a power cut. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What an operator wants to read of a failure of the file system. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "its folder does not exist: make it, writable for this user";
        }
        return failure instanceof AccessDeniedException
                ? "this user may not: give it the folder and the file"
                : String.valueOf(failure.getMessage());
    }

    /** Forces its file to the disk before it closes it. */
    final class Forced extends java.io.FilterOutputStream {
        private final FileChannel channel;

        Forced(FileChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (FileChannel closing = channel) {
                closing.force(true);
            }
        }
    }
}
