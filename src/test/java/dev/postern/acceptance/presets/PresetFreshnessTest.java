package dev.postern.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a preset's triggers announce is enough: after any change of one value, the removal of a table's rows, and their
 * return, a gateway with a long ttl that has answered everything before answers as one whose cache is empty.
 */
@Acceptance
class PresetFreshnessTest {

    /** Long enough for a machine that is busy, far shorter than the ttl. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int CHANGES = Integer.getInteger("postern.freshness.changes", 6);
    private static final long SEED = Long.getLong("postern.seed", 4523);

    private static final String LONG_TTL = "cache: {ttl: 1h, negativeTtl: 1h}\n";

    static List<String> presets() {
        return Presets.names();
    }

    /** Two at a time: it takes a moment until a change is heard of. */
    @ParameterizedTest
    @MethodSource("presets")
    @Execution(ExecutionMode.CONCURRENT)
    void everyChangeIsHeardOf(String preset, Workspace workspace) throws IOException, TimeoutException {
        List<AcceptanceCase> cases = AcceptanceCase.of(preset).stream()
                .filter(each -> !each.kind().equals("protected"))
                .toList();
        try (Database database = PresetSite.create(preset)) {
            PresetSite.execute(database, preset, "acceptance.sql");
            String yaml = PresetSite.yaml(preset, database) + LONG_TTL;
            try (RunningGateway warm = RunningGateway.start(workspace.folder(preset), yaml);
                    RunningGateway cold = RunningGateway.start(workspace.folder(preset + "c"), yaml)) {
                warm.awaitHearing();
                answers(warm, cases);
                for (String change : changes(preset, database)) {
                    if (succeeds(database, change)) {
                        agree(warm, cold, cases, preset + ", seed " + SEED + ", after " + change);
                    }
                }
            }
        }
    }

    private static void agree(RunningGateway warm, RunningGateway cold, List<AcceptanceCase> cases, String what) {
        List<String> seen = new ArrayList<>();
        Wait.until(
                what,
                LIMIT,
                () -> {
                    flush(cold);
                    List<String> expected = answers(cold, cases);
                    seen.clear();
                    List<String> actual = answers(warm, cases);
                    for (int i = 0; i < cases.size(); i++) {
                        if (!actual.get(i).equals(expected.get(i))) {
                            seen.add(cases.get(i) + ": " + actual.get(i) + " instead of " + expected.get(i));
                        }
                    }
                    return seen.isEmpty();
                },
                () -> String.join("\n", seen));
    }

    private static void flush(RunningGateway gateway) throws IOException {
        assertThat(gateway.http("/cache/flush", request -> request.POST(BodyPublishers.noBody())))
                .satisfies(reply -> assertThat(reply.statusCode()).isEqualTo(200));
    }

    private static List<String> answers(RunningGateway gateway, List<AcceptanceCase> cases) throws IOException {
        List<String> answers = new ArrayList<>();
        for (AcceptanceCase each : cases) {
            answers.add(Stream.of(gateway.ask(each).split("[, ]", -1))
                    .sorted()
                    .toList()
                    .toString());
        }
        return answers;
    }

    /** For each table: values taken from its other rows, then all rows away, and back. */
    private static List<String> changes(String preset, Database database) {
        Random random = new Random(SEED);
        List<String> tables = database.column("""
                SELECT DISTINCT CAST(tgrelid AS regclass)::text FROM pg_trigger
                 WHERE tgname LIKE 'postern_%' ORDER BY 1
                """);
        assertThat(tables).as("tables of %s with triggers", preset).isNotEmpty();
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            changes.add(update(tables.get(i % tables.size()), database, random));
        }
        for (String table : tables) {
            changes.add("CREATE TABLE saved_" + table + " AS SELECT * FROM " + table + "; DELETE FROM " + table);
            changes.add("INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM saved_" + table);
        }
        changes.add("TRUNCATE " + String.join(", ", tables) + " CASCADE");
        return changes;
    }

    private static String update(String table, Database database, Random random) {
        List<String> columns = database.column("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '"
                + table + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
        String column = columns.get(random.nextInt(columns.size()));
        String type = database.column("SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND quote_ident(attname) = '" + column + "'")
                .get(0);
        String value = type.equals("boolean")
                ? "NOT " + column
                : type.equals("smallint") || type.equals("integer")
                        ? "1 - least(1, " + column + ")"
                        : "(SELECT " + column + " FROM " + table + " ORDER BY random() LIMIT 1)";
        return "UPDATE " + table + " SET " + column + " = " + value + " WHERE ctid = (SELECT ctid FROM " + table
                + " ORDER BY ctid LIMIT 1 OFFSET " + random.nextInt(4) + ")";
    }

    /** What a constraint refuses was no change. */
    private static boolean succeeds(Database database, String change) {
        try {
            database.execute(change);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }
}
