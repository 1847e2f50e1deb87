package dev.postern.acceptance.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are: on the PATH, and where administration commands lie that are not on everybody's. */
public final class Programs {
    private static final String ADMINISTRATION = "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

    private Programs() {}

    static boolean isHere(String name) {
        return find(name).isPresent();
    }

    /** Where a program is; empty if this machine has not got it. */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path, ADMINISTRATION)
                .flatMap(folders -> Arrays.stream(folders.split(File.pathSeparator)))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
