package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.acceptance.presets.PresetSite;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What the triggers send, and that nothing of it is ever the owner's trouble. */
class AnnouncingTest {

    /** What the server takes, in bytes, is less than this. */
    private static final int SERVER_LIMIT = 8000;

    @AutoClose
    private final Database database = PresetSite.create("canonical");

    /** Executes it as one transaction, and gives the payloads in their order. */
    private List<String> heard(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), PostgresServer.SUPERUSER, null);
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN postern");
            statement.execute(sql);
            // Notifications of a session's own come with the end of its transaction.
            PGNotification[] notifications =
                    connection.unwrap(PGConnection.class).getNotifications();
            return Stream.of(notifications == null ? new PGNotification[0] : notifications)
                    .map(PGNotification::getParameter)
                    .toList();
        }
    }

    private static String aliases(String scope) {
        return "{\"v\" : 1, \"of\" : [\"postfix_virtual\",\"postfix_senders\",\"aliases\"], " + scope + "}";
    }

    private static final String ALL = "\"all\" : true";

    @Test
    void announcesEachKeyOnceAndItsMirrors() throws SQLException {
        assertThat(heard("UPDATE aliases SET destination = destination || '.test' WHERE address = 'info@example.org'"))
                .containsExactly(aliases("\"keys\" : [\"info@example.org\", \"info@mirror.example\"]"));
    }

    @Test
    void announcesNothingForAStatementThatChangesNothing() throws SQLException {
        assertThat(heard("DELETE FROM aliases WHERE address = 'nobody'")).isEmpty();
    }

    @Test
    void announcesNothingOfATransactionThatIsTakenBack() throws SQLException {
        assertThat(heard("BEGIN; DELETE FROM aliases; ROLLBACK")).isEmpty();
    }

    @Test
    void announcesATruncateAsAll() throws SQLException {
        assertThat(heard("TRUNCATE aliases")).containsExactly("{\"v\" : 1, \"of\" : [\"*\"], \"all\" : true}");
    }

    @Test
    void announcesADomainByItsName() throws SQLException {
        assertThat(heard("UPDATE domains SET active = false WHERE domain = 'example.org'"))
                .containsExactly("{\"v\" : 1, \"of\" : [\"*\"], \"domains\" : [\"example.org\", \"mirror.example\"]}");
    }

    // The server fails the transaction of a payload of 8,000 bytes.
    @Test
    void sendsManyLongKeysInParts() throws SQLException {
        List<String> parts = heard("INSERT INTO aliases (address, destination)"
                + " SELECT i || repeat('ü\"', 60) || '@example.net', 'x' FROM generate_series(1, 150) i");

        assertThat(parts).hasSizeGreaterThan(5);
        assertThat(parts)
                .allSatisfy(part ->
                        assertThat(part.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(SERVER_LIMIT * 3 / 4));
        assertThat(String.join("", parts)).contains("\"1ü", "\"150ü");
    }

    @Test
    void sendsTooManyKeysAndKeysThatAreTooLongAsAll() throws SQLException {
        assertThat(heard("INSERT INTO aliases (address, destination)"
                        + " SELECT i || '@example.net', 'x' FROM generate_series(1, 301) i"))
                .containsExactly(aliases(ALL));
        assertThat(heard("INSERT INTO transports VALUES (repeat('x', 2000), 'y')"))
                .singleElement()
                .asString()
                .contains("postfix_transport", ALL);
    }

    // A panel's role may write its tables and knows nothing of the schema postern.
    @Test
    void announcesForARoleWithoutRights() throws SQLException {
        makePanel();
        assertThat(heard("SET ROLE panel; DELETE FROM aliases WHERE address = 'off@example.org'; TRUNCATE bcc"))
                .hasSize(2);
        database.execute("DROP OWNED BY panel");
    }

    private void makePanel() {
        database.execute("""
                DO $$ BEGIN CREATE ROLE panel LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO panel;
                """);
    }

    // Whoever installed them has lost the right to the schema, and then nobody may notify at all.
    @Test
    void neverFailsTheOwnersStatementForWantOfRights() throws SQLException {
        makePanel();
        database.execute("ALTER FUNCTION postern.announce_aliases() OWNER TO panel");
        assertThat(heard("DELETE FROM aliases WHERE address = 'off@example.org'"))
                .containsExactly("{\"v\":1,\"of\":[\"*\"],\"all\":true}");

        database.execute("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text) FROM PUBLIC");
        assertThat(heard("SET ROLE panel; DELETE FROM aliases WHERE address = 'over@example.org'; TRUNCATE bcc"))
                .isEmpty();
        assertThat(database.column("SELECT address FROM aliases"))
                .isNotEmpty()
                .doesNotContain("off@example.org", "over@example.org");
        assertThat(database.column("SELECT address FROM bcc")).isEmpty();
        database.execute("DROP OWNED BY panel CASCADE");
    }

    // Whatever a panel has set.
    @Test
    void trustsNoSearchPathOfTheStatement() throws SQLException {
        assertThat(heard("""
                CREATE SCHEMA evil;
                CREATE FUNCTION evil.pg_notify(text, text) RETURNS void LANGUAGE plpgsql
                    AS $$ BEGIN RAISE 'evil'; END $$;
                SET search_path = evil, public, pg_catalog;
                DELETE FROM aliases WHERE address = 'off@example.org';
                """)).hasSize(1);
    }

    @Test
    void neverFailsTheOwnersStatement() throws SQLException {
        String everything = "{\"v\":1,\"of\":[\"*\"],\"all\":true}";
        database.execute("DROP FUNCTION postern.announce(text[], text, text[])");
        assertThat(heard("DELETE FROM aliases WHERE address = 'off@example.org'"))
                .containsExactly(everything);

        database.execute("ALTER TABLE aliases RENAME address TO renamed");
        assertThat(heard("DELETE FROM aliases WHERE renamed = 'over@example.org'"))
                .containsExactly(everything);
        assertThat(database.column("SELECT renamed FROM aliases")).doesNotContain("over@example.org");
    }

    // They run with the rights of who installed them.
    @Test
    void lendsItsTriggerFunctionsToNobody() {
        List<String> functions = database.column("SELECT CAST(oid AS regprocedure) FROM pg_proc WHERE prosecdef"
                + " AND pronamespace = 'postern'::regnamespace");
        assertThat(functions).isNotEmpty();
        for (String function : functions) {
            assertThatThrownBy(() -> database.execute("SET ROLE " + Database.READER
                            + "; CREATE TEMP TABLE t (address text); CREATE TRIGGER x AFTER INSERT ON t"
                            + " REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION " + function))
                    .hasMessageContaining("permission denied for function");
        }
    }
}
