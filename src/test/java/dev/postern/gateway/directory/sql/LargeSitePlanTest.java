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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
            for (int one = 0; one < asked.size(); one += ALONE) {
                List<String> values = asked.get(one);
                say(offences, query, reading.offences(Inference.singleSql(lane), 1, statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        statement.setString(i + 1, values.get(i));
                    }
                }));
            }
            say(offences, query, reading.offences(BatchSql.of(query.template(), types), asked.size(), statement -> {
                for (int i = 0; i < types.size(); i++) {
                    int parameter = i;
                    Object[] column =
                            asked.stream().map(values -> values.get(parameter)).toArray();
                    statement.setArray(i + 1, connection.createArrayOf("text", column));
                }
            }));
        }
        return offences;
    }

    private static void say(Set<String> offences, RelationQuery query, List<String> found) {
        found.forEach(offence -> offences.add(query + ": " + offence));
    }

    private static @Nullable List<String> values(RelationQuery query, String key) {
        boolean map = query.shape() == RelationQuery.Shape.JOINED;
        AccountQuery account = new AccountQuery(key, "imap", "192.0.2.1", "192.0.2.2", "secured");
        return query.values(new Unit(query.relation(), map ? key : account.key(query.relation())));
    }
}
