package dev.postern.acceptance.sqlfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file is read by the real postmap and by Postern, and both are asked for the same keys. */
@Acceptance(needs = {Peer.POSTMAP, Peer.POSTFIX_PGSQL})
class MapFilesTest {
    private static final int KEYS = 400;

    /** Text columns that hold keys, in any of the databases. */
    private static final String COLUMNS = """
            SELECT format('SELECT DISTINCT %I FROM %I WHERE %I IS NOT NULL', column_name, table_name, column_name)
            FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') AND column_name IN
              ('address', 'domain', 'username', 'email', 'userid', 'name', 'id', 'mail', 'source', 'usrEmail',
               'alias_domain', 'pattern', 'account')""";

    private static final Map<String, Path> FILES = new LinkedHashMap<>();
    /** The maps that PostfixAdmin has Postfix ask one after the other. */
    private static final List<String> CHAIN =
            List.of("postfixadmin-virtual-aliases", "postfixadmin-alias-domains", "postfixadmin-alias-domain-catchall");

    private static final List<String> STORED_KEYS = new ArrayList<>();
    private static final long SEED = new Random().nextLong();
    private static SampleGateway gateway;
    private static Postmap postmap;
    private static Database odd;
    private static Path limited;
    private static Postern postern;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database site = workspace.own(Database.ofSampleSite());
        add(workspace, "views", site);
        for (String preset : List.of(
                "domains-users-aliases-isdel",
                "aliases-domains-users",
                "aliases-domains-users-regex",
                "userid-domain-users")) {
            Database database = workspace.own(Database.empty());
            database.execute(Presets.text(preset, "sample.sql").orElseThrow());
            if (preset.endsWith("regex")) {
                // Which fails every query of Postfix: no answer is no oracle.
                database.execute("UPDATE users SET regex = NULL WHERE regex IN ('^(j')");
            }
            database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + Database.READER);
            add(workspace, preset, database);
        }
        for (String panel : List.of("postfixadmin", "modoboa", "iredmail")) {
            Database database = workspace.own(Database.empty());
            MapFiles.fill(database, panel);
            add(workspace, panel, database);
        }
        odd = workspace.own(Database.empty());
        MapFiles.fill(odd, "odd");
        add(workspace, "odd", odd);
        limited = workspace.write(
                "cf/limited.cf",
                MapFiles.where(odd)
                        + "query = SELECT goto, also FROM alias WHERE address = '%s'\nexpansion_limit = 1\n");
        FILES.put("limited", limited);
        StringBuilder maps = new StringBuilder("maps:\n");
        FILES.forEach((name, file) -> maps.append("  %s: {kind: exact, file: %s}\n".formatted(name, file)));
        maps.append("  chained: {kind: exact, files: %s}\n"
                .formatted(CHAIN.stream().map(FILES::get).toList()));
        maps.append("  virtual-aliases: {file: %s}\n".formatted(FILES.get("odd-plain")));
        gateway = SampleGateway.of(workspace, site).database(MapFiles.PATIENCE).more(maps.toString());
        postern = gateway.start();
        MapFiles.awaitAll(postern);
        postmap = Postmap.in(workspace);
    }

    private static void add(Workspace workspace, String collection, Database database) throws IOException {
        FILES.putAll(MapFiles.write(workspace, collection, database));
        database.column(COLUMNS).forEach(column -> STORED_KEYS.addAll(database.column(column)));
    }

    @TestFactory
    List<DynamicTest> answersLikePostfixFromTheSameFile() {
        List<String> keys = Keys.of(SEED, STORED_KEYS, KEYS);
        return FILES.keySet().stream()
                .filter(name -> !name.equals("limited"))
                .map(name -> DynamicTest.dynamicTest(name, () -> assertSame(name, keys)))
                .toList();
    }

    private static void assertSame(String name, List<String> keys) {
        Map<String, String> expected = postmap.queryAll(keys, "pgsql:" + FILES.get(name));
        assertThat(postmap.queryAll(keys, gateway.socketmap(name)))
                .as("seed %d, %s", SEED, name)
                .isNotEmpty()
                .isEqualTo(expected);
    }

    @Test
    void takesTheFirstOfSeveralFilesThatHasTheKey() {
        List<String> keys = Keys.of(SEED, STORED_KEYS, KEYS);
        Map<String, String> expected = new HashMap<>();
        for (String file : CHAIN) {
            postmap.queryAll(keys, "pgsql:" + FILES.get(file)).forEach(expected::putIfAbsent);
        }
        assertThat(postmap.queryAll(keys, gateway.socketmap("chained")))
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    @Test
    void failsLikePostfixBeyondTheLimit() {
        for (String key : List.of("one@a.example", "nobody@a.example")) {
            assertThat(postmap.query(key, gateway.socketmap("limited")))
                    .isEqualTo(postmap.query(key, "pgsql:" + limited));
        }
        assertThat(postmap.query("two@a.example", "pgsql:" + limited)).isInstanceOf(MapAnswer.Failed.class);
        assertThat(postmap.query("two@a.example", gateway.socketmap("limited"))).isInstanceOf(MapAnswer.Failed.class);
    }

    @Test
    void finishesTheLadderOfAWellKnownMap() {
        MapAnswer all = new MapAnswer.Found("@b.example,all@b.example");
        assertThat(postmap.query("nobody@a.example", gateway.socketmap("virtual-aliases")))
                .isEqualTo(all);
        assertThat(postmap.query("@a.example", "pgsql:" + FILES.get("odd-plain")))
                .isEqualTo(all);
    }

    @Test
    void showsEachDatabaseByItself() throws IOException {
        assertThat(postern.get("/health/ready").body())
                .startsWith("database: up\n")
                .containsPattern("database\\d+ mailreader@127.0.0.1:\\d+/" + odd.name() + ": up");
    }
}
