package dev.postern.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param version 17.0.15
 * @param release 17
 */
record Jdk(Path home, String version, int release) {
    private static final Path DEBIAN = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    /** One of each release that Postern runs on, the oldest first. */
    static Collection<Jdk> installed() throws IOException {
        TreeMap<Integer, Jdk> jdks = new TreeMap<>();
        try (Stream<Path> homes = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            for (Path home : (Iterable<Path>) homes::iterator) {
                if (Files.isExecutable(home.resolve("bin/javac")) && Files.isReadable(home.resolve("release"))) {
                    Jdk jdk = of(home);
                    jdks.putIfAbsent(jdk.release, jdk);
                }
            }
        }
        return jdks.tailMap(OLDEST).values();
    }

    /** The one that runs this process. */
    static Jdk running(long pid) throws IOException {
        Path java = Path.of("/proc", Long.toString(pid), "exe").toRealPath();
        return of(java.resolve("../..").normalize());
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static Jdk of(Path home) throws IOException {
        Properties properties = new Properties();
        try (Reader release = Files.newBufferedReader(home.resolve("release"))) {
            properties.load(release);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return new Jdk(home, version, Integer.parseInt(version.split("[.+-]", 2)[0]));
    }
}
