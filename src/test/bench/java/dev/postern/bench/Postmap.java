package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Postfix's own command for asking a map: one key after the other over one connection, as a daemon of Postfix would.
 *
 * @param configuration a folder with a main.cf
 * @param output where its answers go
 */
record Postmap(Path configuration, Path output) {

    static Postmap in(Site site) throws IOException {
        Path configuration = site.folder("postmap");
        Files.writeString(configuration.resolve("main.cf"), "compatibility_level = 3.6\n");
        Files.writeString(configuration.resolve("master.cf"), "");
        return new Postmap(configuration, site.path("postmap.out"));
    }

    /** The name of a table that asks PostgreSQL for mailboxes, as Postfix itself does it. */
    String mailboxesOf(Postgres postgres) throws IOException {
        Path table = configuration.resolve("mailboxes.cf");
        Files.writeString(table, """
                hosts = inet:127.0.0.1:%d
                user = %s
                dbname = %s
                query = SELECT mailbox FROM postfix_mailboxes WHERE userid = '%%s'
                """.formatted(postgres.port(), Postgres.READER, Postgres.DATABASE));
        return "pgsql:" + table;
    }

    /** Asks for every key of a file. The start of the command is in the time. */
    Sample ask(String table, Path keys) throws IOException {
        double seconds =
                Command.seconds(List.of("postmap", "-c", configuration.toString(), "-q", "-", table), keys, output);
        long asked = lines(keys);
        if (lines(output) != asked) {
            throw new IOException(table + " found " + lines(output) + " of " + asked + " keys");
        }
        return new Sample(Map.of(
                Metric.PER_SECOND, asked / seconds,
                Metric.MEAN,
                        seconds
                                * Duration.ofSeconds(1).toNanos()
                                / Duration.ofNanos(1000).toNanos()
                                / asked));
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
