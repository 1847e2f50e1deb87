package dev.postern.gateway.cli;

import dev.postern.gateway.Backend;
import dev.postern.gateway.Plan;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.SchemaCheck;
import dev.postern.gateway.directory.sql.SchemaProblem;
import dev.postern.gateway.directory.sql.SchemaProblem.Severity;
import dev.postern.gateway.directory.sql.StoredKeys;
import dev.postern.gateway.schema.Presets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the database can serve a configuration: connecting, relations, columns, rights, indexes, keys. */
final class DatabaseCheck {

    /** Looking for odd keys reads whole tables, and nobody waits for a look-up meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DATABASE = "database";

    private final ConfigOption.Loaded loaded;
    private final CheckReport report;
    private final DatabaseSettings settings;
    private final Map<String, CheckedQuery> queries;

    DatabaseCheck(ConfigOption.Loaded loaded, CheckReport report) {
        this.loaded = loaded;
        this.report = report;
        this.settings = settings(loaded.config().database());
        this.queries = CheckedQuery.of(loaded.config(), loaded.plan()).stream()
                .collect(Collectors.toMap(CheckedQuery::name, Function.identity(), (first, twin) -> first));
    }

    /** Asks, and reports all that it finds. */
    void run() {
        loaded.plan().files().warnings().forEach(report::warning);
        DatabaseConfig configured = loaded.config().database();
        Map<DatabaseConfig, List<CheckedQuery>> asked =
                queries.values().stream().collect(Collectors.groupingBy(query -> query.database(configured)));
        List<CheckedQuery> ofConfigured = asked.remove(configured);
        configured(ofConfigured == null ? List.of() : relations(ofConfigured));
        asked.forEach(this::other);
    }

    private static List<RelationQuery> relations(List<CheckedQuery> queries) {
        return queries.stream().map(CheckedQuery::query).toList();
    }

    private static DatabaseSettings settings(DatabaseConfig database) {
        DatabaseSettings served = Backend.settings(database);
        return new DatabaseSettings(served.url(), served.user(), served.password(), 1, PATIENCE);
    }

    /** A database that files name. */
    private void other(DatabaseConfig database, List<CheckedQuery> asked) {
        List<SchemaProblem> found = SchemaCheck.run(settings(database), relations(asked), List.of());
        for (SchemaProblem problem : found) {
            CheckedQuery query = queries.get(problem.subject());
            if (query == null) {
                add(asked.get(0), database.url() + ": ", problem);
            } else {
                add(query, query.serves() + ": ", problem);
            }
        }
        if (found.stream().noneMatch(DatabaseCheck::isError)) {
            report.checked(database.url() + ": " + asked.size() + " queries of files can be asked");
        }
    }

    private void configured(List<RelationQuery> relations) {
        List<SchemaProblem> found = SchemaCheck.run(settings, relations, List.of());
        boolean asked = found.stream().noneMatch(problem -> problem.subject().equals(DATABASE) && isError(problem));
        boolean broken = found.stream().anyMatch(this::isPresetsOwn);
        boolean explained = asked && new PresetCheck(loaded, report, settings).run(broken);
        // Of a preset, the names of what is missing say more than which queries fail for it.
        found.stream().filter(problem -> !explained || !isPresetsOwn(problem)).forEach(this::add);
        if (asked) {
            AnnouncementCheck.run(loaded, report);
        }
        if (found.stream().noneMatch(DatabaseCheck::isError)) {
            report.checked("database: " + relations.size() + " queries can be asked, with the rights of this user");
            keys();
            new VersionCheck(loaded, report).run();
        }
    }

    private static boolean isError(SchemaProblem problem) {
        return problem.severity() == Severity.ERROR;
    }

    private boolean isPresetsOwn(SchemaProblem problem) {
        CheckedQuery query = queries.get(problem.subject());
        return isError(problem) && query != null && query.isPresets();
    }

    private void keys() {
        List<String> columns = Optional.ofNullable(loaded.config().schema())
                .flatMap(Presets::named)
                .map(preset -> preset.footprint().keys())
                .orElse(List.of());
        List<SchemaProblem> odd = StoredKeys.check(settings, columns);
        odd.forEach(problem -> add("schema", problem.subject() + ": ", problem));
        if (odd.isEmpty() && !columns.isEmpty()) {
            report.checked("database: every key can match in " + String.join(", ", columns));
        }
    }

    private void add(SchemaProblem problem) {
        CheckedQuery query = queries.get(problem.subject());
        if (query == null) {
            add("database.url", "", problem);
        } else {
            add(query, query.serves() + ": ", problem);
        }
    }

    private void add(@Nullable CheckedQuery query, String subject, SchemaProblem found) {
        Plan.Origin origin = query == null ? null : query.origin();
        if (query == null || origin == null) {
            add(query == null ? "database.url" : query.key(), subject, found);
        } else {
            report(
                    new Problem(origin.file(), origin.line(), 1, subject + found.what(), found.advice()),
                    found,
                    origin.written());
        }
    }

    private void add(String key, String subject, SchemaProblem found) {
        Problem problem = loaded.effective().problemAt(key, key + ": " + subject + found.what(), found.advice());
        report(problem, found, true);
    }

    /** @param written whether somebody wrote the query: a default that does not fit may never be asked */
    private void report(Problem problem, SchemaProblem found, boolean written) {
        if (found.severity() == Severity.WARNING
                || (!written && !found.subject().equals(DATABASE))) {
            report.warning(problem);
        } else if (found.subject().equals(DATABASE)) {
            report.outage(problem);
        } else {
            report.problem(problem);
        }
    }
}
