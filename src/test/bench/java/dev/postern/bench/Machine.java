package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the figures were taken on: without it they mean nothing. */
final class Machine {

    private Machine() {}

    /** @param jdk what the contenders in Java run on */
    static Map<String, String> describe(Jdk jdk, Postgres postgres) throws IOException {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " used");
        description.put("kernel", firstLine(Path.of("/proc/sys/kernel/osrelease")));
        description.put("load before the run", firstLine(Path.of("/proc/loadavg")));
        description.put("JDK", jdk.version());
        description.put("PostgreSQL", postgres.version());
        description.put("Postfix", output("postconf", "-d", "-h", "mail_version"));
        description.put("Dovecot", output("dovecot", "--version"));
        return description;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readAllLines(file).get(0);
    }

    private static String output(String... words) throws IOException {
        return Command.output(List.of(words)).trim();
    }
}
