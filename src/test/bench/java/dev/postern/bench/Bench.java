package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Postern beside its yardsticks; {@code run} starts it. */
@Command(
        name = "run",
        description = "Measures Postern beside its yardsticks, and compares the ratios with their bars.",
        exitCodeOnInvalidInput = 64,
        footer = {"", "Exit: 0, 1 a bar was missed in every round, 69 something is missing or did not work."})
public final class Bench implements Callable<Integer> {
    private static final int MISSED = 1;
    private static final int UNAVAILABLE = 69;

    /** A round of less than this has seen too few requests for a p99.9. */
    private static final double QUICK_SECONDS = 1;

    private static final int QUICK_ROUNDS = 1;

    /** Compiling hot methods takes this long under load; each contender gets it anew in each round. */
    private static final double WARM_UP = 0.5;

    @Option(names = "--rounds", defaultValue = "5", description = "how often each is measured (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "how long each time (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--users", defaultValue = "200000", description = "users, and as many aliases (${DEFAULT-VALUE})")
    private int users;

    @Option(names = "--quick", description = "one short round: shows that the bench works, not how fast Postern is")
    private boolean quick;

    @Option(
            names = "--sweep",
            description =
                    "more connections, hit ratios, TCP, an open loop, one core, two gateways, instead of the bars")
    private boolean sweep;

    @Option(names = "--only", description = "the works whose name contains this", paramLabel = "TEXT")
    private String only = "";

    @Option(names = "--report-only", description = "exit 0 even when a bar was missed")
    private boolean reportOnly;

    @Option(names = "--help", usageHelp = true, description = "this text")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--folder", required = true, hidden = true, description = "where the run's files go")
    private Path folder = Path.of("");

    @Option(names = "--root", required = true, hidden = true, description = "the project's root")
    private Path root = Path.of("");

    /** Started by {@code run}, which compiles what it needs. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("bench: " + failure.getMessage());
                    return UNAVAILABLE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (quick) {
            rounds = QUICK_ROUNDS;
            seconds = QUICK_SECONDS;
        }
        Site site = new Site(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(site::close, "site"));
        Results results = measure(site);
        String report = MarkdownReport.of(results);
        System.out.println(report);
        JsonResults.write(results, root.resolve("src/test/bench/results.json"));
        return results.anyMissed() && !reportOnly ? MISSED : 0;
    }

    private Results measure(Site site) throws IOException {
        Postgres postgres = Postgres.start(site);
        Population population = Population.settle(postgres, root.resolve("schema/presets"), users, site);
        Launcher launcher = new Launcher(root.resolve("postern"), postgres);
        Contenders contenders = Contenders.start(site, launcher, folder.resolve("floor"));
        LoadGenerator generator = new LoadGenerator(folder.resolve("loadgen"), WARM_UP, seconds);
        contenders.fillCaches(generator, population);

        Optional<Others> others = sweep ? Optional.of(Others.start(site, launcher)) : Optional.empty();
        if (others.isPresent()) {
            others.get().warmUp(generator, population);
        }
        List<Work> works = others.isPresent()
                ? new Sweep(contenders, population, generator, others.get()).works()
                : new ArrayList<>(bars(site, postgres, launcher, contenders, population, generator));
        works.removeIf(work -> !work.name().contains(only));

        Map<String, String> circumstances =
                Machine.describe(Jdk.running(contenders.warm().daemon().pid()), postgres);
        List<Rounds> measured = new Course(works, System.err).run(rounds);
        circumstances.put("run", "%d users, %d rounds of %.1f s".formatted(users, rounds, seconds));
        circumstances.put(
                "load after the run", Files.readString(Path.of("/proc/loadavg")).trim());
        circumstances.put("units that the cold Postern had in memory", hitShare(contenders.cold()));
        if (others.isPresent()) {
            circumstances.put(
                    "units that the small Postern had in memory",
                    hitShare(others.get().small()));
        }
        return new Results(circumstances, measured);
    }

    private static String hitShare(Postern postern) throws IOException {
        return "%.2f %%".formatted(100 * postern.hitShare());
    }

    private List<Work> bars(
            Site site,
            Postgres postgres,
            Launcher launcher,
            Contenders contenders,
            Population population,
            LoadGenerator generator)
            throws IOException {
        Postmap postmap = Postmap.in(site);
        List<Work> works = new ArrayList<>();
        works.addAll(new Lookups(contenders, population, generator, postmap, postmap.mailboxesOf(postgres)).works());
        works.addAll(new Logins(contenders, population, generator).works());
        works.addAll(footprint(new Footprint(site, launcher, generator, Jdk.installed()), population));
        return works;
    }

    private List<Work> footprint(Footprint footprint, Population population) {
        List<Work> works = new ArrayList<>(footprint.works());
        if (Footprint.suffices(users)) {
            works.add(footprint.millionUnits(population));
        }
        return works;
    }
}
