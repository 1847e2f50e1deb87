package dev.postern.gateway.install;

import dev.postern.gateway.install.InstallFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a role may install, said before the server would say it in fewer words. */
final class Rights {

    /** Tables of others that views of the schema read, with columns where it is about these. */
    private static final String UNREADABLE = """
            SELECT DISTINCT CAST(CAST(d.refobjid AS pg_catalog.regclass) AS text)
              FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_rewrite r
                ON d.classid = CAST('pg_catalog.pg_rewrite' AS pg_catalog.regclass) AND r.oid = d.objid
              JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
             WHERE v.relnamespace = pg_catalog.to_regnamespace('postern')
               AND d.refclassid = CAST('pg_catalog.pg_class' AS pg_catalog.regclass) AND d.refobjid <> v.oid
               AND NOT pg_catalog.has_table_privilege(d.refobjid, 'SELECT')
               AND (d.refobjsubid = 0
                    OR NOT pg_catalog.has_column_privilege(d.refobjid, CAST(d.refobjsubid AS smallint), 'SELECT'))
             ORDER BY 1
            """;

    private static final String IN_SCHEMA = " GRANT CREATE, USAGE ON SCHEMA postern TO ";

    private static final String OR_GRANT = ": connect as its owner (--username), or run";

    private Rights() {}

    /** Whether it may see what is in the schema. */
    static void checkLooking(Session session) throws SQLException, InstallFailure {
        demand(
                session,
                "SELECT pg_catalog.to_regnamespace('postern') IS NULL"
                        + " OR pg_catalog.has_schema_privilege(CAST(pg_catalog.to_regnamespace('postern') AS oid), 'USAGE')",
                "use the schema postern" + OR_GRANT + IN_SCHEMA + InstallScript.identifier(session.role()));
    }

    /** Whether it may create things in the schema, and whether there is somebody to read them. */
    static void check(Session session, List<String> readers) throws SQLException, InstallFailure {
        for (String reader : readers) {
            if (!session.holds("SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ?)", reader)) {
                throw new InstallFailure(
                        Kind.CONFLICT,
                        "there is no role " + reader + " that could read the views: CREATE ROLE "
                                + InstallScript.identifier(reader) + " LOGIN, or name another one with --role");
            }
        }
        String role = InstallScript.identifier(session.role());
        if (!session.holds("SELECT pg_catalog.to_regnamespace('postern') IS NOT NULL")) {
            demand(
                    session,
                    "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')",
                    "create a schema in the database " + session.database() + OR_GRANT + " GRANT CREATE ON DATABASE "
                            + InstallScript.identifier(session.database()) + " TO " + role);
        } else {
            demand(
                    session,
                    "SELECT pg_catalog.has_schema_privilege('postern', 'CREATE')",
                    "create anything in the schema postern" + OR_GRANT + IN_SCHEMA + role);
        }
    }

    private static void demand(Session session, String question, String what) throws SQLException, InstallFailure {
        if (!session.holds(question)) {
            throw new InstallFailure(Kind.RIGHTS, "role " + session.role() + " may not " + what);
        }
    }

    /** Whether the views can be read: their owner needs the right to the tables, and the readers that to the views. */
    static void checkReading(Session session, List<String> readers) throws SQLException, InstallFailure {
        String unreadable =
                session.rows(UNREADABLE).stream().map(row -> row.get(0)).collect(Collectors.joining(", "));
        if (!unreadable.isEmpty()) {
            throw new InstallFailure(
                    Kind.RIGHTS,
                    "role " + session.role() + ", who would own the views, may not read " + unreadable
                            + ": GRANT SELECT ON " + unreadable + " TO " + InstallScript.identifier(session.role())
                            + ", or connect as the owner of these (--username)");
        }
        for (String reader : readers) {
            if (!session.holds("SELECT pg_catalog.has_schema_privilege(?, 'postern', 'USAGE')", reader)) {
                throw new InstallFailure(
                        Kind.RIGHTS,
                        "role " + session.role() + " may not let " + reader
                                + " into the schema postern: GRANT USAGE ON SCHEMA postern TO "
                                + InstallScript.identifier(reader) + ", or connect as its owner (--username)");
            }
        }
    }
}
