package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static ServerSocketChannel bind(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    private static void publish(UnixSocketFile file, String mode) throws IOException {
        file.publish(PosixFilePermissions.fromString(mode), Optional.empty(), Optional.empty());
    }

    @Test
    void hasItsRightsBeforeItHasItsName() throws IOException {
        Path path = folder.resolve("socket");
        UnixSocketFile file = UnixSocketFile.claim(path);
        try (ServerSocketChannel server = bind(file.temporary())) {
            assertThat(path).doesNotExist();
            publish(file, "rw-rw----");
            assertThat(server.isOpen()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw----");
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
}
