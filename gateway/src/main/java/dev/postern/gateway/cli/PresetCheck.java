package dev.postern.gateway.cli;

import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.Inventory;
import dev.postern.gateway.directory.sql.SchemaCheck;
import dev.postern.gateway.directory.sql.SchemaProblem;
import dev.postern.gateway.directory.sql.SchemaProblem.Severity;
import dev.postern.gateway.schema.Footprint;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which schema a database holds, and what it lacks of the one that the configuration names. */
final class PresetCheck {
    private static final String SCHEMA = "schema";
    private static final String DATABASE = "database";

    private final ConfigOption.Loaded loaded;
    private final CheckReport report;
    private final DatabaseSettings settings;
    private final List<Preset> presets = Presets.all();
    private final Optional<Preset> chosen;

    PresetCheck(ConfigOption.Loaded loaded, CheckReport report, DatabaseSettings settings) {
        this.loaded = loaded;
        this.report = report;
        this.settings = settings;
        this.chosen = presets.stream()
                .filter(preset -> preset.name().equals(loaded.config().schema()))
                .findFirst();
    }

    /**
     * Asks, and reports what it sees.
     *
     * @param broken whether some query of the preset cannot be asked
     * @return whether what was reported says why
     */
    boolean run(boolean broken) {
        List<String> indexes =
                chosen.map(preset -> preset.footprint().indexes()).orElse(List.of());
        return Inventory.take(settings, columns(), indexes, problem -> report.outage(at("database.url", problem)))
                .map(inventory -> compare(inventory, broken))
                .orElse(false);
    }

    private Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        presets.forEach(preset -> columns.addAll(preset.footprint().recognise()));
        chosen.ifPresent(preset -> columns.addAll(preset.footprint().requires()));
        return columns;
    }

    private boolean compare(Inventory inventory, boolean broken) {
        List<Preset> seen = presets.stream()
                .filter(preset -> isSeen(preset.footprint().recognise(), inventory))
                .toList();
        seen.forEach(preset ->
                report.checked("database: it looks like " + preset.name() + " (" + preset.description() + ")"));
        if (chosen.isEmpty()) {
            return false;
        }
        inventory.unindexed().forEach(this::lacksIndex);
        Optional<String> other = seen.stream()
                .filter(preset -> !seen.contains(chosen.get()))
                .map(preset -> "write schema: " + preset.name())
                .findFirst();
        return compare(chosen.get(), inventory, broken, other);
    }

    private static boolean isSeen(List<String> columns, Inventory inventory) {
        return !columns.isEmpty() && inventory.columns().containsAll(columns);
    }

    private void lacksIndex(String index) {
        report.warning(problem("no index serves look-ups in " + index, "CREATE INDEX CONCURRENTLY ON " + index));
    }

    private boolean compare(Preset preset, Inventory inventory, boolean broken, Optional<String> other) {
        Footprint footprint = preset.footprint();
        if (footprint.provides().isEmpty()) {
            return broken && lacks(footprint.requires(), other);
        }
        String gone = footprint.requires().stream()
                .filter(column -> !inventory.columns().contains(column))
                .collect(Collectors.joining(", "));
        if (gone.isEmpty()) {
            return broken
                    && lacks(
                            footprint.provides(),
                            other.or(() -> Optional.of(
                                    "./postern schema install " + preset.name() + " -c FILE --username OWNER")));
        }
        String what = gone + ": renamed or removed since the preset was written, or never there";
        if (broken) {
            report.problem(problem(what, other.orElse("choose the preset that fits, or write the queries")));
        } else {
            report.warning(problem(what, "what is installed still works, but cannot be installed again"));
        }
        return broken;
    }

    /** Reports what is missing of the columns that the queries name; nothing of a table is found once for each of them. */
    private boolean lacks(List<String> columns, Optional<String> remedy) {
        List<SchemaProblem> lacking = SchemaCheck.run(settings, List.of(), columns).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .filter(problem -> !problem.subject().equals(DATABASE))
                .toList();
        lacking.stream()
                .collect(Collectors.groupingBy(SchemaProblem::message, LinkedHashMap::new, Collectors.toList()))
                .forEach((message, same) -> report(same, remedy));
        return !lacking.isEmpty();
    }

    private void report(List<SchemaProblem> same, Optional<String> remedy) {
        String columns = same.stream().map(SchemaProblem::subject).collect(Collectors.joining(", "));
        SchemaProblem first = same.get(0);
        // What is only withheld must be granted, whatever is there.
        String hint = first.advice().startsWith("GRANT") ? first.advice() : remedy.orElse(first.advice());
        report.problem(problem(columns + ": " + first.what(), hint));
    }

    private Problem problem(String what, String hint) {
        return loaded.effective().problemAt(SCHEMA, SCHEMA + ": " + what, hint);
    }

    private Problem at(String key, SchemaProblem found) {
        return loaded.effective().problemAt(key, key + ": " + found.message(), "see the server's log");
    }
}
