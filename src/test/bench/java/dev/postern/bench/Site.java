package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The folder of a run and the programs that run in it. Used by one thread; closed by it or, when the JVM is told to end,
 * by the shutdown.
 */
final class Site implements AutoCloseable {
    private final Path folder;
    private final Deque<Daemon> running = new ArrayDeque<>();

    /** @param folder has a short path, because that of a unix socket may have 107 bytes */
    Site(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(path(name));
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(path(name), text);
    }

    /** How the load generator and the floor name a unix socket in this folder. */
    String unixAddress(String name) {
        return "unix:" + path(name);
    }

    /** Starts a program that ends with this site. Its output is in {@code name.log}. */
    Daemon start(String name, Map<String, String> environment, List<String> words) throws IOException {
        Daemon daemon = Daemon.start(path(name + ".log"), path(name + ".pid"), environment, words);
        synchronized (running) {
            running.push(daemon);
        }
        return daemon;
    }

    /** The last one first: PostgreSQL ends when its clients have. */
    @Override
    public void close() {
        synchronized (running) {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        }
    }
}
