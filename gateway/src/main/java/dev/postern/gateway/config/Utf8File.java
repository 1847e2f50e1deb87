package dev.postern.gateway.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text file, read strictly: what is not UTF-8 is said, not replaced. */
final class Utf8File {

    private Utf8File() {}

    /** @throws Unusable saying what is wrong with the file, for a person who knows its name */
    static String read(Path file, FileContents files) throws Unusable {
        ByteBuffer in = ByteBuffer.wrap(bytes(file, files));
        CharBuffer out = CharBuffer.allocate(in.remaining());
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            throw new Unusable("is not UTF-8 (from byte " + (in.position() + 1) + " on)");
        }
        return out.flip().toString();
    }

    private static byte[] bytes(Path file, FileContents files) throws Unusable {
        try {
            return files.read(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("does not exist");
        } catch (AccessDeniedException e) {
            throw new Unusable("may not be read by this user");
        } catch (IOException e) {
            throw new Unusable("cannot be read (" + e.getMessage() + ")");
        }
    }
}
