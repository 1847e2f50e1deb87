package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a running JVM occupies. */
record ProcessMemory(long pid) {
    private static final double KIBIBYTES = 1024;

    /** In KiB. */
    double resident() throws IOException {
        return lastNumber("VmRSS:", Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")), 1);
    }

    /** What a full collection leaves, in KiB. */
    double liveHeap() throws IOException {
        String jcmd = Jdk.running(pid).program("jcmd");
        String histogram = Command.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram"));
        return lastNumber("Total", histogram.lines().toList(), 2) / KIBIBYTES;
    }

    /** The number in a column of the last line that begins with a word. */
    private double lastNumber(String word, List<String> lines, int column) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.trim().split("\\s+", -1)[column])
                .mapToDouble(Double::parseDouble)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IOException("no line " + word + " of process " + pid));
    }
}
