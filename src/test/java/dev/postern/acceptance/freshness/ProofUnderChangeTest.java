package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.acceptance.presets.AccountClient;
import dev.postern.acceptance.presets.MapClient;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.presets.RunningGateway;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Aliases, passwords and domains change at random while clients ask two gateways: every answer was true, and none is older
 * than it may be. {@code -Dpostern.proof.seconds=60 -Dpostern.proof.millis=1000} holds it to what the documentation
 * promises; {@code -Dpostern.seed} repeats a run.
 */
@Acceptance
class ProofUnderChangeTest {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("postern.proof.seconds", 8));

    /** A second is promised. A machine that does ten other things at once keeps threads waiting for longer than that. */
    private static final Duration ALLOWED = Duration.ofMillis(Integer.getInteger("postern.proof.millis", 15_000));

    private static final long SEED = Long.getLong("postern.seed", new Random().nextLong());
    private static final int ALIASES = 40;
    private static final int USERS = 12;
    private static final int DOMAINS = 8;
    private static final String ABSENT = "NOTFOUND";

    private final Database database = PresetSite.create("canonical");
    private final List<History> aliases = new ArrayList<>();
    private final List<History> passwords = new ArrayList<>();
    private final List<History> domains = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> lies = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private int changes;

    @Test
    void everyAnswerWasTrueAMomentAgo(Workspace workspace) throws Exception {
        fill();
        String yaml = PresetSite.yaml("canonical", database) + "cache: {ttl: 1h, negativeTtl: 1h}\n";
        try (database;
                RunningGateway one =
                        RunningGateway.start(workspace.folder("one"), yaml).awaitHearing();
                RunningGateway two =
                        RunningGateway.start(workspace.folder("two"), yaml).awaitHearing()) {
            long end = System.nanoTime() + TIME.toNanos();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RunningGateway asked = i % 2 == 0 ? one : two;
                int reader = i;
                threads.add(start(() -> read(asked, new Random(SEED + reader), end)));
            }
            threads.add(start(() -> write(new Random(SEED - 1), end)));
            for (Thread thread : threads) {
                thread.join();
            }
        }
        String report = "seed %d: %d changes, %d answers of which %d failures, oldest %d ms"
                .formatted(SEED, changes, answers.get(), failures.get(), oldest.get());
        System.out.println(report);
        assertThat(lies).as(report).isEmpty();
        assertThat(changes).as(report).isPositive();
        assertThat(answers.get() - failures.get()).as(report).isGreaterThan(100);
    }

    private void fill() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < DOMAINS; i++) {
            sql.append("INSERT INTO domains (domain) VALUES ('d%1$d.example');".formatted(i));
            sql.append("INSERT INTO mailboxes (address, domain, password)"
                    + " VALUES ('u@d%1$d.example', 'd%1$d.example', '{PLAIN}pw');".formatted(i));
            domains.add(new History("true"));
        }
        for (int i = 0; i < USERS; i++) {
            sql.append("INSERT INTO mailboxes (address, domain, password)"
                    + " VALUES ('p%1$d@example.org', 'example.org', '{PLAIN}0');".formatted(i));
            passwords.add(new History("0"));
        }
        database.execute(sql.toString());
        for (int i = 0; i < ALIASES; i++) {
            aliases.add(new History(ABSENT));
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, SQLException;
    }

    private Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | SQLException | RuntimeException broken) {
                lies.add(broken.toString());
            }
        });
        thread.start();
        return thread;
    }

    private void write(Random random, long end) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), PostgresServer.SUPERUSER, null);
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                changes++;
                switch (random.nextInt(3)) {
                    case 0 -> changeAlias(statement, random.nextInt(ALIASES), random);
                    case 1 -> {
                        int user = random.nextInt(USERS);
                        String password = "pw" + changes;
                        commit(
                                passwords.get(user),
                                password,
                                statement,
                                "UPDATE mailboxes SET password = '{PLAIN}" + password + "' WHERE address = 'p" + user
                                        + "@example.org'");
                    }
                    default -> {
                        int domain = random.nextInt(DOMAINS);
                        boolean active =
                                !Boolean.parseBoolean(domains.get(domain).latest());
                        commit(
                                domains.get(domain),
                                Boolean.toString(active),
                                statement,
                                "UPDATE domains SET active = " + active + " WHERE domain = 'd" + domain + ".example'");
                    }
                }
            }
        }
    }

    private void changeAlias(Statement statement, int alias, Random random) {
        String address = "'a" + alias + "@example.org'";
        History history = aliases.get(alias);
        String target = "t" + changes + "@example.net";
        String insert = "INSERT INTO aliases (address, destination) VALUES (" + address + ", '" + target + "')";
        if (history.latest().equals(ABSENT)) {
            commit(history, target, statement, insert);
        } else if (random.nextInt(3) == 0) {
            commit(history, ABSENT, statement, "DELETE FROM aliases WHERE address = " + address);
        } else {
            commit(
                    history,
                    target,
                    statement,
                    "UPDATE aliases SET destination = '" + target + "' WHERE address = " + address);
        }
    }

    private static void commit(History history, String value, Statement statement, String sql) {
        history.change(value, () -> {
            try {
                statement.execute(sql);
            } catch (SQLException refused) {
                throw new IllegalStateException(sql, refused);
            }
        });
    }

    private void read(RunningGateway gateway, Random random, long end) throws IOException {
        try (MapClient maps = gateway.maps();
                AccountClient logins = gateway.logins()) {
            while (System.nanoTime() < end) {
                switch (random.nextInt(5)) {
                    case 0 -> askAlias(maps, random.nextInt(ALIASES), "example.org");
                    case 1 -> askAlias(maps, random.nextInt(ALIASES), "mirror.example");
                    case 2 -> askDomain(maps, random.nextInt(DOMAINS));
                    case 3 -> askLogin(logins, random.nextInt(USERS), random);
                    default -> askLoginOfDomain(logins, random.nextInt(DOMAINS));
                }
            }
        }
    }

    private void askAlias(MapClient maps, int alias, String domain) throws IOException {
        long asked = System.nanoTime();
        String answer = maps.ask("virtual-aliases.exact", "a" + alias + "@" + domain);
        judge("alias a" + alias + "@" + domain, aliases.get(alias), answer, answer::equals, asked);
    }

    private void askDomain(MapClient maps, int domain) throws IOException {
        String name = "d" + domain + ".example";
        long asked = System.nanoTime();
        String answer = maps.ask("virtual-domains", name);
        judge(
                name,
                domains.get(domain),
                answer,
                active -> answer.equals(Boolean.parseBoolean(active) ? name : ABSENT),
                asked);
    }

    private void askLogin(AccountClient logins, int user, Random random) throws IOException {
        String password = passwords.get(user).recent(random.nextInt(3));
        long asked = System.nanoTime();
        String answer = logins.login("PLAIN", "p" + user + "@example.org", password, "service=imap\t")
                .split(" ", 2)[0];
        judge(
                "login p" + user + " with " + password,
                passwords.get(user),
                answer,
                stored -> answer.equals(stored.equals(password) ? "OK" : "FAIL"),
                asked);
    }

    private void askLoginOfDomain(AccountClient logins, int domain) throws IOException {
        long asked = System.nanoTime();
        String answer = logins.login("PLAIN", "u@d" + domain + ".example", "pw", "service=imap\t")
                .split(" ", 2)[0];
        judge(
                "login u@d" + domain,
                domains.get(domain),
                answer,
                active -> answer.equals(Boolean.parseBoolean(active) ? "OK" : "FAIL"),
                asked);
    }

    private void judge(String what, History history, String answer, Predicate<String> explains, long asked) {
        answers.incrementAndGet();
        if (answer.equals("TEMP")) {
            failures.incrementAndGet();
            return;
        }
        Duration age = history.age(explains, asked, System.nanoTime());
        if (age == null || age.compareTo(ALLOWED) > 0) {
            lies.add(what + " was answered " + answer + (age == null ? ", which was never true" : ", " + age + " old"));
        } else {
            oldest.accumulateAndGet(age.toMillis(), Math::max);
        }
    }
}
