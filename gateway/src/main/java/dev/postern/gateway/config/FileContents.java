package dev.postern.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system, as far as a configuration is read from it. */
@FunctionalInterface
public interface FileContents {

    /** A configuration is a few KiB; a device or a log that is named by mistake must not fill the memory. */
    int MAX_BYTES = 1 << 20;

    /** The whole file; blocks. */
    byte[] read(Path file) throws IOException;

    /** Reads the real file system, and refuses a file of more than {@link #MAX_BYTES}. */
    static FileContents ofFileSystem() {
        return file -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException("larger than " + MAX_BYTES + " bytes");
                }
                return bytes;
            }
        };
    }
}
