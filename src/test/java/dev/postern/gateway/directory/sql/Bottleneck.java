package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A source with one connection, which is kept busy until all keys of a test wait: so they are asked together, whatever
 * the machine's speed.
 */
final class Bottleneck implements AutoCloseable {
    private static final long LOCK = 4711;

    private final RelationQuery blocker = RelationQuery.map(
            "blocker",
            SqlFixture.template(
                    "SELECT pg_advisory_lock(" + LOCK + "), pg_advisory_unlock(" + LOCK + "), '%s'", Dialect.POSTFIX),
            RelationQuery.UNLIMITED);

    final SqlSource source;

    Bottleneck(RelationQuery... queries) {
        List<RelationQuery> all = new ArrayList<>(List.of(queries));
        all.add(blocker);
        source = SqlFixture.source(1, all.toArray(RelationQuery[]::new));
    }

    /** Asks all keys when all of them wait. */
    List<UnitResult> askTogether(RelationQuery query, List<String> keys) {
        List<Future<UnitResult>> futures = new ArrayList<>();
        try (Connection holder = DriverManager.getConnection(SqlServer.url());
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            futures.add(source.read(new Unit(blocker.relation(), "x"), SqlFixture.within(SqlFixture.PATIENCE)));
            SqlFixture.until(() -> source.statistics().waiting() == 0);
            for (String key : keys) {
                futures.add(source.read(new Unit(query.relation(), key), SqlFixture.within(SqlFixture.PATIENCE)));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return futures.stream().skip(1).map(SqlFixture::await).toList();
    }

    @Override
    public void close() {
        source.close();
    }
}
