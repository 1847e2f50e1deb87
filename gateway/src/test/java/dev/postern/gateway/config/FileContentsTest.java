package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real file system. */
class FileContentsTest {

    @TempDir
    private Path folder;

    private final FileContents files = FileContents.ofFileSystem();

    @Test
    void readsUpToItsLimit() throws IOException {
        Path file = Files.write(folder.resolve("full"), new byte[FileContents.MAX_BYTES]);
        assertThat(files.read(file)).hasSize(FileContents.MAX_BYTES);
    }

    @Test
    void refusesWhatHasNoEnd() {
        assertThatThrownBy(() -> files.read(Path.of("/dev/zero")))
                .isInstanceOf(IOException.class)
                .hasMessage("larger than 1048576 bytes");
    }

    @Test
    void saysThatAFileIsAbsent() {
        assertThatThrownBy(() -> files.read(folder.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readsARealConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("postern.yaml"), InMemory.MINIMAL);
        assertThat(ConfigReader.ofThisProcess().read(file)).isInstanceOf(ConfigReading.Accepted.class);
        assertThat(ConfigReader.ofThisProcess().read(folder))
                .hasToString("Refused[problems=[" + folder
                        + ":1:1: the file cannot be read (Is a directory); name a readable YAML file in UTF-8]]");
    }
}
