package dev.postern.acceptance.presets;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.install.InstallFailure;
import dev.postern.gateway.install.OwnerAccess;
import dev.postern.gateway.install.SchemaInstaller;
import dev.postern.gateway.schema.PresetSql;
import dev.postern.gateway.schema.Presets;
import java.util.List;

/** A database with a preset's sample, as {@code schema install} leaves it: views, triggers, role, indexes. */
public final class PresetSite {

    private PresetSite() {}

    /** What an owner has who has done all that is advised. */
    public static Database create(String preset) {
        Database database = withoutIndexes(preset);
        indexes(preset).forEach(index -> database.execute("CREATE INDEX ON " + index));
        return database;
    }

    static Database withoutIndexes(String preset) {
        Database database = withoutViews(preset);
        install(database, preset);
        return database;
    }

    /** Fills an empty database. */
    public static void fill(Database database, String preset) {
        execute(database, preset, "sample.sql");
        install(database, preset);
    }

    private static void install(Database database, String preset) {
        announce(database, preset);
        execute(database, preset, "roles.sql");
    }

    /** Has the tables of a database announce their changes. */
    public static void announce(Database database, String preset) {
        try {
            new SchemaInstaller(new OwnerAccess(database.url(), PostgresServer.SUPERUSER, null))
                    .install(PresetSql.named(preset).orElseThrow(), Database.READER);
        } catch (InstallFailure refused) {
            throw new IllegalStateException(refused);
        }
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
    public static String yaml(String preset, Database database) {
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
