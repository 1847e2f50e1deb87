package dev.postern.gateway.install;

import dev.postern.gateway.schema.PresetSql;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The SQL that installs a preset: the same text for reading, for psql, and for {@link SchemaInstaller}. */
public final class InstallScript {

    /**
     * All that lies in the schema, and the triggers that run functions of it, as {@code DROP type identity} takes them.
     * A view's or function's stamp changes with its definition.
     */
    static final String OBJECTS = """
            SELECT o.type, o.identity, x.stamp
              FROM (SELECT CAST('pg_catalog.pg_class' AS pg_catalog.regclass) AS catalog, c.oid,
                           coalesce((SELECT CAST(r.xmin AS text) FROM pg_catalog.pg_rewrite r
                                      WHERE r.ev_class = c.oid AND r.rulename = '_RETURN'), '') AS stamp
                      FROM pg_catalog.pg_class c
                     WHERE c.relnamespace = pg_catalog.to_regnamespace('postern')
                       AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                       AND c.relname NOT IN ('installed_preset', 'installed_object')
                    UNION ALL
                    SELECT CAST('pg_catalog.pg_proc' AS pg_catalog.regclass), p.oid, CAST(p.xmin AS text)
                      FROM pg_catalog.pg_proc p
                     WHERE p.pronamespace = pg_catalog.to_regnamespace('postern')
                    UNION ALL
                    SELECT CAST('pg_catalog.pg_type' AS pg_catalog.regclass), t.oid, ''
                      FROM pg_catalog.pg_type t
                     WHERE t.typnamespace = pg_catalog.to_regnamespace('postern') AND t.typtype IN ('d', 'e')
                    UNION ALL
                    SELECT CAST('pg_catalog.pg_trigger' AS pg_catalog.regclass), t.oid, CAST(t.xmin AS text)
                      FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
                     WHERE p.pronamespace = pg_catalog.to_regnamespace('postern') AND NOT t.tgisinternal
                   ) x, LATERAL pg_catalog.pg_identify_object(x.catalog, x.oid, 0) o
            """;

    /** By this comment {@code remove} knows that the schema was made here. */
    static final String MADE_HERE = "Made by postern schema install";

    /** {@code IF NOT EXISTS} would ask for the right to create schemas even where there is one. */
    private static final String SCHEMA = """
            DO $$
            BEGIN
                IF pg_catalog.to_regnamespace('postern') IS NULL THEN
                    CREATE SCHEMA postern;
                    COMMENT ON SCHEMA postern IS '%s';
                END IF;
            END
            $$;
            """.formatted(MADE_HERE);

    private static final String RECORD = """
            CREATE TABLE postern.installed_preset (
                name      text NOT NULL,
                version   text NOT NULL,
                readers   text[] NOT NULL,
                installed timestamptz NOT NULL DEFAULT pg_catalog.now()
            );
            CREATE TABLE postern.installed_object (type text NOT NULL, identity text NOT NULL);
            INSERT INTO postern.installed_object (type, identity)
            SELECT type, identity FROM (
            %s) AS made;
            """.formatted(OBJECTS);

    /** A preset's files make the schema themselves, for whoever runs them by hand. */
    private static final Pattern OWN_SCHEMA = Pattern.compile("(?m)^CREATE SCHEMA IF NOT EXISTS postern;$");

    private static final Pattern TRIGGER_FUNCTION =
            Pattern.compile("(?m)^CREATE OR REPLACE FUNCTION (postern\\.\\w+\\(\\)) RETURNS trigger");

    private InstallScript() {}

    /** Creates what the preset is made of. */
    static String objects(PresetSql preset) {
        return "SET LOCAL lock_timeout = '5s';\n" + SCHEMA
                + part("views.sql", preset.views())
                + part("announces of manifest.yaml", preset.announcements());
    }

    /** Records what is there now, and lets roles read it. */
    static String record(PresetSql preset, List<String> readers) {
        return record(preset, joined(readers, InstallScript::identifier), joined(readers, InstallScript::literal));
    }

    /** For reading, and for psql, with the transaction around it. */
    public static String shown(PresetSql preset, String reader) {
        return around(preset, "", record(preset, List.of(reader)));
    }

    /** As {@link #shown(PresetSql, String)}, for a role that psql is told: {@code psql -v reader=ROLE}. */
    public static String shown(PresetSql preset) {
        return around(preset, " -v reader=ROLE", record(preset, ":\"reader\"", ":'reader'"));
    }

    private static String around(PresetSql preset, String variables, String record) {
        return """
                -- Preset %1$s, version %2$s: what "postern schema install %1$s" runs.
                -- The role that runs it owns the views. It needs CREATE on the database (or on a schema postern that is
                -- already there, and empty) and SELECT on the tables that the views read%3$s.
                -- By hand: psql -v ON_ERROR_STOP=1%4$s
                BEGIN;
                %5$s%6$sCOMMIT;
                """.formatted(
                        preset.name(),
                        preset.version(),
                        preset.announcements().isEmpty() ? "" : ", and TRIGGER on those that announce changes",
                        variables,
                        objects(preset),
                        record);
    }

    private static String record(PresetSql preset, String roles, String roleNames) {
        return "\n-- What is installed: upgrade and remove go by it.\n" + RECORD
                + "INSERT INTO postern.installed_preset (name, version, readers)\n"
                + "VALUES (" + literal(preset.name()) + ", " + literal(preset.version()) + ", ARRAY[" + roleNames
                + "]);\n\n-- Who reads.\n" + grants(preset, roles);
    }

    /**
     * What a role needs to serve the preset. Trigger functions run with the rights of who installs: nobody else may put
     * them on a table of their own.
     */
    static String grants(PresetSql preset, String roles) {
        return "GRANT USAGE ON SCHEMA postern TO " + roles + ";\n"
                + "GRANT SELECT ON ALL TABLES IN SCHEMA postern TO " + roles + ";\n"
                + "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA postern TO " + roles + ";\n"
                + TRIGGER_FUNCTION
                        .matcher(preset.announcements())
                        .results()
                        .map(function ->
                                "REVOKE EXECUTE ON FUNCTION " + function.group(1) + " FROM PUBLIC, " + roles + ";\n")
                        .collect(Collectors.joining());
    }

    private static String part(String file, String sql) {
        if (sql.isEmpty()) {
            return "";
        }
        String text = OWN_SCHEMA.matcher(sql).replaceAll("-- The schema postern is there.");
        return "\n-- From " + file + ".\n" + text + (text.endsWith("\n") ? "" : "\n");
    }

    private static String joined(List<String> names, UnaryOperator<String> quoted) {
        return names.stream().map(quoted).collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException for what no name is */
    static String identifier(String name) {
        return '"' + legal(name).replace("\"", "\"\"") + '"';
    }

    /** As an escape string where it has to be one, so that it reads the same whatever the session's settings. */
    static String literal(String text) {
        String quoted = "'" + legal(text).replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }

    private static String legal(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a role's name cannot be empty or hold a NUL");
        }
        return name;
    }
}
