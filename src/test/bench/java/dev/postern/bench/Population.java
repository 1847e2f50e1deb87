package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The people of the site: their rows in the tutorial's tables, and files of what the load generator asks for.
 *
 * @param mailboxes all addresses that have a mailbox, in random order
 * @param hotMailboxes some of them: few enough to stay in a cache
 * @param fewMailboxes some of these: what postmap is given, which asks one after the other
 * @param mostlyHotMailboxes nine of ten lines are from a few addresses that come again and again, the tenth is any
 * @param strangers addresses that nobody has
 * @param logins all users with their passwords
 * @param hotLogins some of them
 * @param wrongLogins one user with a slow hash, and passwords that are all wrong
 */
record Population(
        Path mailboxes,
        Path hotMailboxes,
        Path fewMailboxes,
        Path mostlyHotMailboxes,
        Path strangers,
        Path logins,
        Path hotLogins,
        Path wrongLogins) {
    private static final int USERS_PER_DOMAIN = 1000;
    private static final int HOT = 20_000;
    private static final int FEW = 10_000;
    private static final int WRONG = 20_000;

    /** One line of so many is not hot. */
    private static final int ONE_IN = 10;

    /** They fit into the smallest cache. */
    private static final int VERY_HOT = 1000;

    /** The preset's sample user whose password is stored as SHA512-CRYPT. */
    private static final String HASHED_USER = "user@snorl.ax";

    /** The same order in each run. */
    private static final long SEED = 4523;

    private static final String ROWS = """
            INSERT INTO transport SELECT 'd' || i || '.test', 'virtual:' FROM generate_series(0, (%1$d - 1) / %2$d) i;
            INSERT INTO users
                SELECT 'u' || i || '@d' || i / %2$d || '.test', '{PLAIN}secret' || i, 'User ' || i, 5000, 5000,
                       'd' || i / %2$d || '.test/u' || i
                FROM generate_series(0, %1$d - 1) i;
            INSERT INTO virtual
                SELECT 'a' || i || '@d' || i / %2$d || '.test', 'u' || i || '@d' || i / %2$d || '.test'
                FROM generate_series(0, %1$d - 1) i;
            """;

    /**
     * Fills the database.
     *
     * @param presets the folder of the presets' SQL
     * @param users how many, and as many aliases
     */
    static Population settle(Postgres postgres, Path presets, int users, Site site) throws IOException {
        postgres.execute("postgres", "CREATE DATABASE " + Postgres.DATABASE);
        for (String script : List.of("sample.sql", "roles.sql")) {
            postgres.execute(
                    Postgres.DATABASE, Files.readString(presets.resolve("views").resolve(script)));
        }
        postgres.execute(Postgres.DATABASE, ROWS.formatted(users, USERS_PER_DOMAIN));
        postgres.execute(Postgres.DATABASE, "VACUUM ANALYZE");
        return files(site, users);
    }

    private static Population files(Site site, int users) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(SEED));
        List<Integer> hot = order.subList(0, Math.min(HOT, users));
        List<Integer> few = order.subList(0, Math.min(FEW, users));
        List<Integer> wrong = order.subList(0, Math.min(WRONG, users));
        return new Population(
                write(site, "mailboxes", order, Population::address),
                write(site, "hot-mailboxes", hot, Population::address),
                write(site, "few-mailboxes", few, Population::address),
                write(site, "mostly-hot-mailboxes", mostlyHot(order), Population::address),
                write(site, "strangers", order, i -> "x" + address(i)),
                write(site, "logins", order, Population::login),
                write(site, "hot-logins", hot, Population::login),
                write(site, "wrong-logins", wrong, i -> HASHED_USER + "\twrong" + i));
    }

    private static List<Integer> mostlyHot(List<Integer> order) {
        Random random = new Random(SEED);
        int veryHot = Math.min(VERY_HOT, order.size());
        List<Integer> mixed = new ArrayList<>();
        for (int line = 0; line < order.size(); line++) {
            mixed.add(order.get(line % ONE_IN == 0 ? line : random.nextInt(veryHot)));
        }
        return mixed;
    }

    private static String address(int user) {
        return "u" + user + "@d" + user / USERS_PER_DOMAIN + ".test";
    }

    private static String login(int user) {
        return address(user) + "\tsecret" + user;
    }

    private static Path write(Site site, String name, List<Integer> users, IntFunction<String> line)
            throws IOException {
        return site.write(name, users.stream().map(line::apply).collect(Collectors.joining("\n", "", "\n")));
    }
}
