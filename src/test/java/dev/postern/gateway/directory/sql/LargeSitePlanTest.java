package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the indexes that a preset names, no look-up and no login reads a large table, asked alone or with others.
 * {@code -Dpostern.scale.mailboxes=1000000} makes the site as large as that, {@code -Dpostern.scale.preset=NAME} tries one.
 */
class LargeSitePlanTest {

    /** Each so-manyth key is asked alone, too: planning is most of the work. */
    private static final int ALONE = 4;

    static Stream<String> presets() {
        String only = System.getProperty("postern.scale.preset", "");
        return Presets.names().stream().filter(name -> only.isEmpty() || name.equals(only));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void readsNoLargeTable(String name) throws SQLException {
        Preset preset = Presets.named(name).orElseThrow();
        try (Database database = LargeSite.create(preset);
                Connection connection = connect(database)) {
            assertThat(offences(connection, preset)).isEmpty();
        }
    }

    /** What the other test would say if it could not see. */
    @Test
    void noticesAMissingIndex() throws SQLException {
        Preset preset = Presets.named("modoboa").orElseThrow();
        try (Database database = LargeSite.create(preset);
                Connection connection = connect(database)) {
            database.execute("DROP INDEX admin_senderaddress_address_idx");
            assertThat(offences(connection, preset))
                    .isNotEmpty()
                    .allSatisfy(offence -> assertThat(offence).contains("senders", "admin_senderaddress"));
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url() + "?stringtype=unspecified", PostgresServer.SUPERUSER, null);
    }

    static Set<String> offences(Connection connection, Preset preset) throws SQLException {
        PlanReading reading = new PlanReading(connection);
        List<String> keys = LargeSite.keys(connection);
        Set<String> offences = new LinkedHashSet<>();
        for (RelationQuery query : LargeSite.queries(preset).values()) {
            Lane lane = new Lane(query);
            List<String> types = Inference.types(connection, lane);
            List<List<String>> asked = keys.stream()
                    .map(key -> values(query, key))
                    .filter(Objects::nonNull)
                    .toList();
            List<List<String>> alone = new ArrayList<>();
            for (int one = 0; one < asked.size(); one += ALONE) {
                alone.add(
                        asked.get(one).stream().map(LargeSitePlanTest::literal).toList());
            }
            say(offences, query, reading.offences(Inference.singleSql(lane), 1, alone));
            String batch = BatchSql.of(query.template(), types);
            say(offences, query, reading.offences(batch, asked.size(), List.of(arrays(asked, types.size()))));
        }
        return offences;
    }

    /** For each parameter what all the keys have in its place. */
    private static List<String> arrays(List<List<String>> asked, int parameters) {
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            int parameter = i;
            arrays.add(asked.stream()
                    .map(values -> literal(values.get(parameter)))
                    .collect(Collectors.joining(", ", "ARRAY[", "]")));
        }
        return arrays;
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static void say(Set<String> offences, RelationQuery query, Set<String> found) {
        found.forEach(offence -> offences.add(query + ": " + offence));
    }

    private static @Nullable List<String> values(RelationQuery query, String key) {
        boolean map = query.shape() == RelationQuery.Shape.JOINED;
        AccountQuery account = new AccountQuery(key, "imap", "192.0.2.1", "192.0.2.2", "secured");
        return query.values(new Unit(query.relation(), map ? key : account.key(query.relation())));
    }
}
