package dev.postern.acceptance.presets;

import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Presets;
import java.util.List;

/** A database with a preset's sample, as {@code schema install} leaves it: views, role, indexes. */
public final class PresetSite {

    private PresetSite() {}

    /** A fresh one. */
    public static Database create(String preset) {
        Database database = withoutIndexes(preset);
        indexes(preset).forEach(index -> database.execute("CREATE INDEX ON " + index));
        return database;
    }

    static Database withoutIndexes(String preset) {
        Database database = withoutViews(preset);
        execute(database, preset, "views.sql");
        execute(database, preset, "roles.sql");
        return database;
    }

    /** What the owner has. */
    static Database withoutViews(String preset) {
        Database database = Database.empty();
        execute(database, preset, "sample.sql");
        return database;
    }

    static List<String> indexes(String preset) {
        return Presets.named(preset).orElseThrow().footprint().indexes();
    }

    /** Not all presets have all files. */
    static void execute(Database database, String preset, String file) {
        Presets.text(preset, file).ifPresent(database::execute);
    }

    /** A configuration that serves it, patient enough for a machine that has much else to do. */
    static String yaml(String preset, Database database) {
        return """
                database:
                  url: %s
                  username: %s
                  connections: 2
                  queryTimeout: 7s
                schema: %s
                auth: {failureDelay: 0, penalty: {max: 0}}
                """.formatted(database.url(), Database.READER, preset);
    }
}
