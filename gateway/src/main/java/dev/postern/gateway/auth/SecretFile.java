package dev.postern.gateway.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that holds a secret, and is made where there is none. */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    /** With less, what is derived from it could be guessed. */
    private static final int MIN_LENGTH = 16;

    /** What is longer is another file. */
    private static final int MAX_LENGTH = 4096;

    private static final Set<PosixFilePermission> FOR_THE_OWNER = PosixFilePermissions.fromString("rw-------");

    private SecretFile() {}

    /** What the file holds, line ends at its end not counted. */
    static byte[] load(Path file, Supplier<byte[]> fresh) throws IOException {
        try {
            if (!Files.exists(file)) {
                make(file, fresh.get());
            }
            return read(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("is in a folder that does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException("may not be read or made by this user", denied);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("is not a file");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_LENGTH + 1);
        }
        int length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new IOException("does not hold " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes");
        }
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn("secret file={} can be read by everybody: chmod 0600", file);
        }
        return Arrays.copyOf(content, length);
    }

    /** Under another name first: nobody ever reads half of it, and who comes second takes what is there. */
    private static void make(Path file, byte[] secret) throws IOException {
        Path draft = file.resolveSibling("." + UUID.randomUUID());
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(FOR_THE_OWNER));
            Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n");
            Files.createLink(file, draft);
            LOG.info("secret file={} made", file);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("another process has made the file {}", file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
