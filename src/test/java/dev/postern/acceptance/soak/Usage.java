package dev.postern.acceptance.soak;

import dev.postern.acceptance.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds, after a garbage collection.
 *
 * @param heap KiB in use
 * @param resident KiB of memory that the kernel counts
 * @param descriptors open files and sockets
 * @param threads of the process
 */
record Usage(long heap, long resident, long descriptors, long threads) {

    private static final Pattern IN_USE = Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K");

    /** Has it collect its garbage, then looks. */
    static Usage of(long pid) throws IOException {
        String id = Long.toString(pid);
        Command.of(jcmd(), id, "GC.run").run();
        Matcher spaces =
                IN_USE.matcher(Command.of(jcmd(), id, "GC.heap_info").run().out());
        long heap = spaces.results()
                .mapToLong(space -> Long.parseLong(space.group(1)))
                .sum();
        try (Stream<Path> open = Files.list(Path.of("/proc", id, "fd"))) {
            return new Usage(heap, status(id, "VmRSS:"), open.count(), status(id, "Threads:"));
        }
    }

    private static String jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }

    private static long status(String pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** The most of each that any of them shows. */
    static Usage most(List<Usage> usages) {
        return new Usage(
                most(usages, Usage::heap),
                most(usages, Usage::resident),
                most(usages, Usage::descriptors),
                most(usages, Usage::threads));
    }

    private static long most(List<Usage> usages, ToLongFunction<Usage> figure) {
        return usages.stream().mapToLong(figure).max().orElseThrow();
    }
}
