package dev.postern.gateway.demo;

import dev.postern.gateway.config.ListenAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of a run. Its lock says that a demo runs; the kernel drops it even when the run is killed. */
final class DemoFolder implements AutoCloseable {

    private static final String LONGEST_NAME = "/auth-userdb";

    private static final String MODE = "rwxr-xr-x";

    private final Path path;
    private final FileChannel channel;

    private DemoFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the folder.
     *
     * @throws IOException in one line, if another demo runs there
     */
    static DemoFolder take(Path wanted) throws IOException {
        Path path = fits(wanted) ? wanted : shortPath();
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("another demo runs in " + path + "; stop it first");
        }
        return new DemoFolder(path, channel);
    }

    /** Whether sockets can be bound below it: the kernel takes {@value ListenAddress.Unix#MAX_PATH_BYTES} bytes. */
    static boolean fits(Path folder) {
        return (folder + LONGEST_NAME).getBytes(StandardCharsets.UTF_8).length <= ListenAddress.Unix.MAX_PATH_BYTES;
    }

    /** The same for all runs of a user, so that the next run finds what a killed one left behind. */
    private static Path shortPath() {
        return Path.of(System.getProperty("java.io.tmpdir"), "postern-demo-" + System.getProperty("user.name"));
    }

    Path path() {
        return path;
    }

    Path socket(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
