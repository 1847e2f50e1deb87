package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static ServerSocketChannel bind(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    private static void publish(UnixSocketFile file, String mode) throws IOException {
        file.publish(rights(mode));
    }

    private static SocketRights rights(String mode) {
        return new SocketRights(PosixFilePermissions.fromString(mode), Optional.empty(), Optional.empty());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void hasItsRightsBeforeItHasItsName() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile file = UnixSocketFile.claim(path);
        try (ServerSocketChannel server = bind(file.temporary())) {
            assertThat(path).doesNotExist();
            publish(file, "rw-rw----");
            assertThat(server.isOpen()).isTrue();
            assertThat(mode(path)).isEqualTo("rw-rw----");
            assertThat(file.temporary()).doesNotExist();
        }
        file.remove();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesAStaleSocket() throws IOException {
        Path path = folder.resolve("socket");
        bind(path).close();
        assertThat(path).exists();
        UnixSocketFile file = UnixSocketFile.claim(path);
        try (ServerSocketChannel server = bind(file.temporary())) {
            publish(file, "rw-------");
            assertThat(UnixDomainSocketAddress.of(path)).isNotEqualTo(server.getLocalAddress());
        }
        file.remove();
        assertThat(path).doesNotExist();
    }

    private static boolean connects(Path path, Deque<SocketChannel> open) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        open.push(channel);
        channel.configureBlocking(false);
        try {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (SocketException full) {
            return false;
        }
    }

    /** Its backlog is full: whoever connects without more ado waits until it comes to itself. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesASocketBehindWhichSomethingHangs() throws IOException {
        Path path = folder.resolve("socket");
        Deque<SocketChannel> waiting = new ArrayDeque<>();
        try (ServerSocketChannel hanging =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path), 1)) {
            while (connects(path, waiting)) {
                assertThat(waiting).isNotEmpty();
            }
            assertThatThrownBy(() -> UnixSocketFile.claim(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server may listen there");
            assertThat(hanging.isOpen()).isTrue();
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void refusesASocketBehindWhichSomethingAnswers() throws IOException {
        Path path = folder.resolve("socket");
        try (ServerSocketChannel live = bind(path)) {
            assertThatThrownBy(() -> UnixSocketFile.claim(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server listens there");
            assertThat(live.isOpen()).isTrue();
        }
    }

    @Test
    void refusesAFileThatIsNotASocket() throws IOException {
        Path path = Files.writeString(folder.resolve("socket"), "precious");
        assertThatThrownBy(() -> UnixSocketFile.claim(path)).hasMessageContaining("not a socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void saysWhichFolderIsMissing() {
        Path path = folder.resolve("missing/socket");
        assertThatThrownBy(() -> UnixSocketFile.claim(path))
                .hasMessageContaining(path.toString())
                .hasMessageContaining("no such folder");
    }

    @Test
    void neverRemovesASuccessorsSocket() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile old = UnixSocketFile.claim(path);
        ServerSocketChannel first = bind(old.temporary());
        publish(old, "rw-------");
        first.close();
        UnixSocketFile successor = UnixSocketFile.claim(path);
        try (ServerSocketChannel second = bind(successor.temporary())) {
            publish(successor, "rw-------");
            old.remove();
            assertThat(path).exists();
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void aSuccessorTakesThePathWithoutAGap() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile old = UnixSocketFile.claim(path);
        try (ServerSocketChannel first = bind(old.temporary())) {
            publish(old, "rw-------");
            UnixSocketFile successor = old.successor();
            assertThat(path)
                    .as("until the successor is published the old one is there")
                    .exists();
            try (ServerSocketChannel second = bind(successor.temporary())) {
                publish(successor, "rw-rw----");
                old.remove();
                assertThat(mode(path)).isEqualTo("rw-rw----");
                assertThat(first.isOpen() && second.isOpen()).isTrue();
            }
            successor.remove();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSuccessorDoesNotTakeWhatAnotherServerTookMeanwhile() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile old = UnixSocketFile.claim(path);
        try (ServerSocketChannel server = bind(old.temporary())) {
            publish(old, "rw-------");
            Files.delete(path);
            try (ServerSocketChannel other = bind(path)) {
                assertThatThrownBy(old::successor).hasMessageContaining("another server listens there");
                assertThatThrownBy(() -> old.permit(rights("rwxrwxrwx")))
                        .hasMessageContaining("another server has taken");
                assertThat(server.isOpen() && other.isOpen()).isTrue();
            }
        }
    }

    @Test
    void changesRightsInPlace() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile file = UnixSocketFile.claim(path);
        try (ServerSocketChannel server = bind(file.temporary())) {
            publish(file, "rw-------");
            Object before = Files.getAttribute(path, "unix:ino");
            file.permit(rights("rw-rw-rw-"));
            assertThat(mode(path)).isEqualTo("rw-rw-rw-");
            assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(before);
            assertThat(server.isOpen()).isTrue();
        }
    }
}
