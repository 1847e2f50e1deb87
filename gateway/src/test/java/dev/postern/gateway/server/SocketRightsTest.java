package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketRightsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path socket = Path.of("/");

    @BeforeEach
    void create() throws IOException {
        socket = Files.createFile(folder.resolve("socket"));
    }

    private void give(int mode, @Nullable String owner, @Nullable String group) throws IOException {
        SocketRights.of(new ListenerConfig(
                        Protocol.SOCKETMAP,
                        new ListenAddress.Unix(socket),
                        mode,
                        owner,
                        group,
                        List.of(),
                        null,
                        List.of(),
                        1))
                .applyTo(socket);
    }

    private PosixFileAttributes attributes() throws IOException {
        return Files.readAttributes(socket, PosixFileAttributes.class);
    }

    @ParameterizedTest
    @CsvSource({"0660, rw-rw----", "0600, rw-------", "0666, rw-rw-rw-", "0751, rwxr-x--x", "0024, ----w-r--"})
    void areThoseOfTheMode(String mode, String permissions) throws IOException {
        give(Integer.parseInt(mode, 8), null, null);
        assertThat(PosixFilePermissions.toString(attributes().permissions())).isEqualTo(permissions);
    }

    /** Users and groups that every Linux has. */
    @Test
    void giveTheSocketToItsOwnerAndGroup() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        give(0660, "daemon", "bin");
        assertThat(attributes().owner().getName()).isEqualTo("daemon");
        assertThat(attributes().group().getName()).isEqualTo("bin");
        give(0600, null, null);
        assertThat(attributes().group().getName())
                .as("what is not said stays as it is")
                .isEqualTo("bin");
    }

    @Test
    void sayWhomTheMachineDoesNotKnow() {
        assertThatThrownBy(() -> give(0660, "no-such-user", null))
                .isInstanceOf(IOException.class)
                .hasMessage("owner no-such-user is not known to this machine; correct it, or create it");
        assertThatThrownBy(() -> give(0660, null, "no-such-group"))
                .isInstanceOf(IOException.class)
                .hasMessage("group no-such-group is not known to this machine; correct it, or create it");
    }
}
