package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Queries as an operator writes them, and asking them. */
final class SqlFixture {

    /** Far more than any answer takes that is not waited for on purpose. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private SqlFixture() {}

    static DatabaseSettings settings(String url, int connections) {
        return new DatabaseSettings(url, "postgres", () -> null, connections, Duration.ofSeconds(5));
    }

    static SqlSource source(int connections, RelationQuery... queries) {
        return new SqlSource(settings(SqlServer.url(), connections), List.of(queries), System::nanoTime, state -> {});
    }

    static RelationQuery map(String query) {
        return RelationQuery.map("map", template(query, Dialect.POSTFIX), RelationQuery.UNLIMITED);
    }

    static QueryTemplate template(String query, Dialect dialect) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(query, dialect);
        assertThat(parsed.problems()).isEmpty();
        return parsed.template().orElseThrow();
    }

    static UnitResult ask(SqlSource source, RelationQuery query, String key) {
        return await(source.read(new Unit(query.relation(), key), within(PATIENCE)));
    }

    static UnitResult ask(SqlSource source, RelationQuery query, AccountQuery account) {
        return ask(source, query, account.key(query.relation()));
    }

    /** Asks all at once, so that those which find no free connection go together. */
    static List<UnitResult> askAll(SqlSource source, RelationQuery query, List<String> keys) {
        List<Future<UnitResult>> futures = new ArrayList<>();
        for (String key : keys) {
            futures.add(source.read(new Unit(query.relation(), key), within(PATIENCE)));
        }
        return futures.stream().map(SqlFixture::await).toList();
    }

    static Deadline within(Duration patience) {
        return Deadline.after(patience, System.nanoTime());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (TimeoutException silence) {
            throw new AssertionError("no answer at all", silence);
        }
    }

    /** Waits for a condition, which must come true. */
    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition did not come true").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
