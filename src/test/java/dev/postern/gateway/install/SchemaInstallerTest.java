package dev.postern.gateway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.install.InstallFailure.Kind;
import dev.postern.gateway.schema.PresetSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaInstallerTest {
    private static final String VIEWS = """
            CREATE SCHEMA IF NOT EXISTS postern;
            CREATE OR REPLACE FUNCTION postern.folded(name text) RETURNS text LANGUAGE sql IMMUTABLE
                AS $$ SELECT lower(name) $$;
            CREATE OR REPLACE VIEW postern.mailboxes AS SELECT postern.folded(userid) AS userid, home FROM users;
            CREATE OR REPLACE VIEW postern.domains AS SELECT domain, '{}?'::text AS note FROM transport;
            """;

    private static final String TRIGGER = """
            CREATE OR REPLACE FUNCTION postern.announce() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN NOTIFY postern; RETURN NULL; END $$;
            CREATE TRIGGER postern_announce AFTER INSERT ON users EXECUTE FUNCTION postern.announce();
            """;

    private static final PresetSql PRESET = new PresetSql("sample", VIEWS, TRIGGER);

    /** Everything that the database holds and a preset could have changed, rights included. */
    private static final String CONTENT = """
            SELECT 'class', CAST(oid AS text), CAST(relacl AS text), CAST(relhastriggers AS text) FROM pg_class
             WHERE relnamespace NOT IN ('pg_toast'::regnamespace, 'pg_catalog'::regnamespace)
            UNION ALL SELECT 'proc', CAST(oid AS text), CAST(proacl AS text), '' FROM pg_proc WHERE oid > 16383
            UNION ALL SELECT 'trigger', CAST(oid AS text), '', '' FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT 'schema', CAST(oid AS text), CAST(nspacl AS text), '' FROM pg_namespace
             WHERE nspname !~ '^pg_'
            UNION ALL SELECT 'type', CAST(oid AS text), '', '' FROM pg_type WHERE oid > 16383
            UNION ALL SELECT 'comment', CAST(objoid AS text), description, '' FROM pg_description WHERE objoid > 16383
            ORDER BY 1, 2
            """;

    @AutoClose
    private final Database database = Database.ofSampleSite();

    private final SchemaInstaller owner = installer(PostgresServer.SUPERUSER);

    @BeforeEach
    void makeRoles() {
        database.execute("""
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'another reader') THEN
                        CREATE ROLE "another reader" LOGIN;
                        CREATE ROLE installer LOGIN;
                    END IF;
                END $$;
                """);
    }

    private SchemaInstaller installer(String role) {
        return new SchemaInstaller(new OwnerAccess(database.url(), role, null));
    }

    private List<List<String>> ask(String role, String question) {
        try (Connection connection = new OwnerAccess(database.url(), role, null).open()) {
            return new Session(connection).rows(question);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private List<List<String>> content() {
        // A table that once had a trigger is looked at for triggers until it is vacuumed.
        database.execute("VACUUM users");
        return ask(PostgresServer.SUPERUSER, CONTENT);
    }

    private static InstallFailure refused(Kind kind, ThrowingWork work, String... parts) {
        InstallFailure failure = catchThrowableOfType(InstallFailure.class, work::run);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure).hasMessageContainingAll(parts);
        assertThat(failure).message().hasLineCount(1);
        return failure;
    }

    @FunctionalInterface
    private interface ThrowingWork {
        void run() throws InstallFailure;
    }

    @Test
    void letsTheReaderReadTheViewsAndNothingElse() throws InstallFailure {
        assertThat(owner.install(PRESET, "another reader"))
                .startsWith("installed sample (version ")
                .endsWith("read by another reader");

        assertThat(ask("another reader", "SELECT userid FROM postern.mailboxes"))
                .hasSize(3);
        assertThatThrownBy(() -> ask("another reader", "SELECT * FROM users"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> ask("another reader", "DELETE FROM postern.domains RETURNING 1"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void removesExactlyWhatItInstalled() throws InstallFailure {
        List<List<String>> before = content();

        owner.install(PRESET, Database.READER);
        assertThat(owner.remove("sample")).isEqualTo("removed sample");

        assertThat(content()).isEqualTo(before);
        assertThat(owner.remove("sample")).isEqualTo("sample is not installed; nothing was changed");
    }

    @Test
    void changesNothingTheSecondTime() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        List<List<String>> once = content();

        assertThat(owner.install(PRESET, Database.READER)).contains("installed already", "nothing was changed");
        assertThat(owner.upgrade(PRESET)).contains("installed already", "nothing was changed");

        assertThat(content()).isEqualTo(once);
    }

    @Test
    void letsASecondRoleRead() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        assertThat(owner.install(PRESET, "another reader")).contains("read by another reader too");
        assertThat(owner.install(PRESET, "another reader")).contains("nothing was changed");

        owner.upgrade(new PresetSql("sample", VIEWS + "-- changed\n", TRIGGER));

        assertThat(ask("another reader", "SELECT domain FROM postern.domains")).hasSize(1);
        assertThat(ask(Database.READER, "SELECT domain FROM postern.domains")).hasSize(1);
    }

    // What fails in the middle or at the end leaves nothing.
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1/0;", "CREATE TABLE users (x int);", "syntax error;"})
    void leavesNothingWhereAStatementFails(String statement) {
        List<List<String>> before = content();

        refused(
                Kind.CONFLICT,
                () -> owner.install(new PresetSql("sample", VIEWS + statement, TRIGGER), Database.READER),
                "SQLSTATE");
        refused(
                Kind.CONFLICT,
                () -> owner.install(new PresetSql("sample", VIEWS, TRIGGER + statement), Database.READER),
                "SQLSTATE");

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void refusesASecondPresetAndTheWrongName() throws InstallFailure {
        PresetSql other = new PresetSql("other", VIEWS, "");
        refused(Kind.CONFLICT, () -> owner.upgrade(PRESET), "not installed", "schema install sample");

        owner.install(PRESET, Database.READER);

        refused(Kind.CONFLICT, () -> owner.install(other, Database.READER), "sample is installed", "remove sample");
        refused(Kind.CONFLICT, () -> owner.upgrade(other), "sample is installed");
        refused(Kind.CONFLICT, () -> owner.remove("other"), "sample is installed");
    }

    @Test
    void upgradesViewsWhoseColumnsChange() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        PresetSql next = new PresetSql("sample", """
                CREATE OR REPLACE VIEW postern.mailboxes AS SELECT uid, userid FROM users;
                """, "");

        refused(Kind.CONFLICT, () -> owner.install(next, Database.READER), "schema upgrade sample");
        assertThat(owner.upgrade(next)).startsWith("upgraded sample from version ");

        assertThat(ask(Database.READER, "SELECT uid FROM postern.mailboxes")).hasSize(3);
        assertThat(ask(PostgresServer.SUPERUSER, "SELECT to_regclass('postern.domains') IS NULL"))
                .containsExactly(List.of("t"));
        assertThat(ask(PostgresServer.SUPERUSER, "SELECT FROM pg_trigger WHERE tgname = 'postern_announce'"))
                .isEmpty();
        assertThat(owner.remove("sample")).isEqualTo("removed sample");
    }

    @Test
    void putsBackWhatIsMissing() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        database.execute("DROP VIEW postern.domains; DROP TRIGGER postern_announce ON users");

        refused(Kind.CONFLICT, () -> owner.install(PRESET, Database.READER), "view postern.domains", "schema upgrade");
        owner.upgrade(PRESET);

        assertThat(ask(Database.READER, "SELECT domain FROM postern.domains")).hasSize(1);
        assertThat(owner.install(PRESET, Database.READER)).contains("nothing was changed");
    }

    @Test
    void neverDropsWhatDependsOnItsViews() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        database.execute("CREATE VIEW reports AS SELECT userid FROM postern.mailboxes");
        database.execute("CREATE VIEW more AS SELECT domain FROM postern.domains");
        List<List<String>> before = content();
        PresetSql narrower = new PresetSql("sample", """
                CREATE OR REPLACE VIEW postern.mailboxes AS SELECT uid FROM users;
                CREATE OR REPLACE VIEW postern.domains AS SELECT domain, ''::text AS note FROM transport;
                """, "");

        refused(Kind.CONFLICT, () -> owner.remove("sample"), "view reports", "view more", "postern.mailboxes");
        refused(Kind.CONFLICT, () -> owner.upgrade(narrower), "view reports", "view more");

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void replacesInPlaceWhatOthersDependOn() throws InstallFailure {
        owner.install(PRESET, Database.READER);
        database.execute("CREATE VIEW reports AS SELECT userid FROM postern.mailboxes");
        PresetSql next = new PresetSql("sample", """
                CREATE OR REPLACE VIEW postern.mailboxes AS SELECT upper(userid) AS userid, home, uid FROM users;
                """, "");

        owner.upgrade(next);

        assertThat(ask(PostgresServer.SUPERUSER, "SELECT userid FROM reports")).contains(List.of("USER@SNORL.AX"));
        assertThat(ask(PostgresServer.SUPERUSER, "SELECT identity FROM postern.installed_object"))
                .as("domains, both functions and the trigger went")
                .containsExactly(List.of("postern.mailboxes"));
        assertThat(owner.install(next, Database.READER)).contains("nothing was changed");
    }

    @Test
    void keepsASchemaAndStrangersInIt() throws InstallFailure {
        database.execute("CREATE SCHEMA postern");
        owner.install(PRESET, Database.READER);
        database.execute("CREATE TABLE postern.mine (x int)");

        refused(
                Kind.CONFLICT,
                () -> owner.upgrade(new PresetSql("sample", VIEWS, "")),
                "table postern.mine",
                "another schema");
        assertThat(owner.remove("sample")).contains("stays with table postern.mine");
        refused(Kind.CONFLICT, () -> owner.install(PRESET, Database.READER), "table postern.mine");
        database.execute("DROP TABLE postern.mine");
        owner.install(PRESET, Database.READER);
        assertThat(owner.remove("sample")).contains("was there before");
        assertThat(ask(PostgresServer.SUPERUSER, "SELECT nspacl FROM pg_namespace WHERE nspname = 'postern'"))
                .allSatisfy(row -> assertThat(row.get(0)).doesNotContain(Database.READER));
    }

    @Test
    void saysWhichRightIsMissing() {
        SchemaInstaller guest = installer("installer");
        String name = database.name();

        refused(
                Kind.RIGHTS,
                () -> guest.install(PRESET, Database.READER),
                "role installer may not create a schema",
                "GRANT CREATE ON DATABASE \"" + name + "\" TO \"installer\"");

        database.execute("GRANT CREATE ON DATABASE " + name + " TO installer");
        refused(
                Kind.RIGHTS,
                () -> guest.install(new PresetSql("sample", VIEWS, ""), Database.READER),
                "may not read transport, users",
                "GRANT SELECT ON transport, users TO \"installer\"");

        database.execute("GRANT SELECT ON transport, users TO installer");
        refused(Kind.RIGHTS, () -> guest.install(PRESET, Database.READER), "permission denied for table users");
    }

    @Test
    void installsWithThoseRightsAlone() throws InstallFailure {
        database.execute("GRANT SELECT ON transport, users TO installer; CREATE SCHEMA postern");
        SchemaInstaller guest = installer("installer");
        PresetSql views = new PresetSql("sample", VIEWS, "");

        refused(
                Kind.RIGHTS,
                () -> guest.install(views, Database.READER),
                "GRANT CREATE, USAGE ON SCHEMA postern TO \"installer\"");
        database.execute("GRANT CREATE, USAGE ON SCHEMA postern TO installer");
        refused(
                Kind.RIGHTS,
                () -> guest.install(views, Database.READER),
                "GRANT USAGE ON SCHEMA postern TO \"mailreader\"");
        database.execute("GRANT USAGE ON SCHEMA postern TO mailreader");
        guest.install(views, Database.READER);

        assertThat(ask(Database.READER, "SELECT userid FROM postern.mailboxes")).hasSize(3);
        refused(Kind.RIGHTS, () -> installer("another reader").remove("sample"), "may not use the schema");
        assertThat(guest.remove("sample")).startsWith("removed sample");
    }

    @Test
    void saysWhatDoesNotFit() {
        database.execute("DROP TABLE transport CASCADE");
        refused(Kind.CONFLICT, () -> owner.install(PRESET, Database.READER), "does not fit", "transport");
        refused(Kind.CONFLICT, () -> owner.install(PRESET, "no such role"), "CREATE ROLE \"no such role\" LOGIN");
    }

    @Test
    void givesUpALockThatSomebodyHolds() throws InstallFailure, SQLException {
        owner.install(PRESET, Database.READER);
        try (Connection reader = new OwnerAccess(database.url(), Database.READER, null).open()) {
            new Session(reader).rows("SELECT userid FROM postern.mailboxes");
            refused(Kind.AWAY, () -> owner.remove("sample"), "holds a lock", "try again");
        }
        assertThat(owner.install(PRESET, Database.READER)).contains("nothing was changed");
    }

    @Test
    void tellsAnOutageFromARefusal() {
        String nowhere = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/mails?password=hush";
        InstallFailure failure = refused(
                Kind.AWAY,
                () -> new SchemaInstaller(new OwnerAccess(nowhere, "postgres", null)).remove("sample"),
                "cannot connect");
        assertThat(failure).hasMessageNotContaining("hush");
        refused(Kind.RIGHTS, () -> installer("nobody at all").remove("sample"), "nobody at all", "--username");
    }
}
