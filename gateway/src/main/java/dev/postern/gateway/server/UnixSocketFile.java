package dev.postern.gateway.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening unix socket, from claim to removal.
 *
 * <p>The server binds a temporary name beside the final one; mode and owner are set there and the file is renamed, so
 * that no client ever meets a socket with the wrong rights, and a stale file of a killed run is replaced in one step. A
 * file behind which something answers is never taken: the native transport would steal it silently.
 *
 * <p>All methods block on the file system.
 */
final class UnixSocketFile {
    private static final AtomicLong NAMES = new AtomicLong();
    private static final long NAMES_PER_PROCESS = 1024;

    private final Path path;
    private final Path temporary;
    private @Nullable Object identity;

    private UnixSocketFile(Path path) {
        this.path = path;
        this.temporary = path.resolveSibling(temporaryName());
    }

    /**
     * Makes sure that the path may be bound.
     *
     * @throws IOException in one line: what is in the way, and what to do
     */
    static UnixSocketFile claim(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(path + ": no such folder; create it, or correct the listener's address");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isSocket(path)) {
            throw new IOException(path + ": exists and is not a socket; remove it, or choose another address");
        }
        if (answers(path)) {
            throw new IOException(path + ": another server listens there; stop it, or choose another address");
        }
        return fresh(path);
    }

    /**
     * Another file for the same path, which takes the place of this one when it is published: no client ever finds the
     * path empty. {@link #remove} of this one does not touch it.
     *
     * @throws IOException as {@link #claim}, if somebody else has taken the path meanwhile
     */
    UnixSocketFile successor() throws IOException {
        return isOurs() ? fresh(path) : claim(path);
    }

    private static UnixSocketFile fresh(Path path) throws IOException {
        UnixSocketFile file = new UnixSocketFile(path);
        Files.deleteIfExists(file.temporary);
        return file;
    }

    /** Short, because the kernel's limit of a path holds for this name too; and never used twice: Vert.x would share. */
    private static String temporaryName() {
        long number = ProcessHandle.current().pid() * NAMES_PER_PROCESS + NAMES.getAndIncrement();
        return "." + Long.toString(number, Character.MAX_RADIX);
    }

    /** What the server binds. */
    Path temporary() {
        return temporary;
    }

    /** Gives the bound file its rights and its name. */
    void publish(SocketRights rights) throws IOException {
        prepare(rights);
        publish();
    }

    /** Gives the bound file its rights, and tells whose it is now. Nobody knows its name yet. */
    PeerPolicy.Owner prepare(SocketRights rights) throws IOException {
        rights.applyTo(temporary);
        return ownerOf(temporary);
    }

    /** Gives the prepared file its name. */
    void publish() throws IOException {
        identity = identityOf(temporary);
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Gives the published file other rights, and tells whose it is now.
     *
     * @throws IOException also if somebody else has taken the path meanwhile
     */
    PeerPolicy.Owner permit(SocketRights rights) throws IOException {
        if (!isOurs()) {
            throw new IOException(path + ": another server has taken the path; stop it, or choose another address");
        }
        rights.applyTo(path);
        return ownerOf(path);
    }

    private static PeerPolicy.Owner ownerOf(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new PeerPolicy.Owner(number(attributes.get("uid")), number(attributes.get("gid")));
    }

    private static long number(@Nullable Object id) {
        return Integer.toUnsignedLong((Integer) Objects.requireNonNull(id));
    }

    /** Removes the file, unless a successor has put its own there meanwhile. */
    void remove() throws IOException {
        Files.deleteIfExists(temporary);
        if (isOurs()) {
            Files.deleteIfExists(path);
        }
    }

    private boolean isOurs() throws IOException {
        return identity != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity.equals(identityOf(path));
    }

    private static Object identityOf(Path file) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(file, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                .get("ino"));
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private static boolean answers(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Without waiting: the backlog of a server that hangs is full.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException nobody) {
            // The file was left behind.
            return false;
        } catch (SocketException unclear) {
            throw new IOException(
                    path + ": another server may listen there (" + unclear.getMessage()
                            + "); stop it and remove the file, or choose another address",
                    unclear);
        }
    }
}
