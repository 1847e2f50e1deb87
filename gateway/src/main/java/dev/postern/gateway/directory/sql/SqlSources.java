package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitSource;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Several databases, each with connections of its own: an outage of one leaves the relations of the others alone.
 * Thread-safe.
 */
public final class SqlSources implements UnitSource, AutoCloseable {
    private final SqlSource main;
    private final Map<String, SqlSource> others = new LinkedHashMap<>();
    private final Map<Relation, UnitSource> byRelation = new HashMap<>();
    private final Map<Relation, List<Relation>> chains;

    private final @Nullable Replicated replicated;

    /** What it takes to read from replicas. */
    private record Replicated(ReplicaReads reads, SqlSource primary, ReplicaWatch watch) {}

    /** A database, and what is asked of it. */
    public record Part(DatabaseSettings settings, List<RelationQuery> relations) {}

    /**
     * Starts all of them.
     *
     * @param main the one whose state decides whether the gateway is ready
     * @param primary where rows of the main one are read that its own servers, replicas, may not have yet; null: they are
     *     none
     * @param others under different names
     * @param chains relations that have no query of their own: the first of these that has a key answers
     * @param nanoTime the clock of deadlines, on the scale of {@link System#nanoTime()}
     * @param listener told of each change of the main one's state, on one of its threads; must not block
     */
    public SqlSources(
            Part main,
            @Nullable DatabaseSettings primary,
            List<Part> others,
            Map<Relation, List<Relation>> chains,
            LongSupplier nanoTime,
            Consumer<DatabaseState> listener) {
        this.chains = Map.copyOf(chains);
        this.main = source(main, nanoTime, listener);
        this.replicated = primary == null ? null : replicated(main, primary, nanoTime);
        for (Part other : others) {
            this.others.put(other.settings().name(), source(other, nanoTime, changed -> {}));
        }
    }

    private SqlSource source(Part part, LongSupplier nanoTime, Consumer<DatabaseState> listener) {
        SqlSource source = new SqlSource(part.settings(), part.relations(), nanoTime, listener);
        part.relations().forEach(query -> byRelation.put(query.relation(), source));
        return source;
    }

    private Replicated replicated(Part part, DatabaseSettings settings, LongSupplier nanoTime) {
        SqlSource primary = new SqlSource(settings, part.relations(), nanoTime, changed -> {});
        ReplicaReads reads = new ReplicaReads(main, primary);
        part.relations().forEach(query -> byRelation.put(query.relation(), reads));
        return new Replicated(reads, primary, new ReplicaWatch(part.settings(), reads));
    }

    /** Is to be told of changes, where reads may go to replicas; null where they do not. */
    public @Nullable ReplicaReads replicas() {
        return replicated == null ? null : replicated.reads();
    }

    @Override
    public Future<UnitResult> read(Unit unit, Deadline deadline) {
        List<Relation> chain = chains.get(unit.relation());
        return chain == null ? ask(unit, deadline) : firstOf(chain, 0, unit.key(), deadline);
    }

    /** A relation that could not be read may have the key: going on would let a later one beat it. */
    private Future<UnitResult> firstOf(List<Relation> chain, int i, String key, Deadline deadline) {
        Future<UnitResult> answer = ask(new Unit(chain.get(i), key), deadline);
        return i == chain.size() - 1
                ? answer
                : answer.compose(result -> result instanceof UnitValue.Absent
                        ? firstOf(chain, i + 1, key, deadline)
                        : Future.succeededFuture(result));
    }

    private Future<UnitResult> ask(Unit unit, Deadline deadline) {
        UnitSource source = byRelation.get(unit.relation());
        return source == null
                ? Future.succeededFuture(new Failure.Misconfigured(unit.relation() + ": no query reads it"))
                : source.read(unit, deadline);
    }

    /** The one whose state decides whether the gateway is ready. */
    public SqlSource main() {
        return main;
    }

    /** The others by their names. */
    public Map<String, SqlSource> others() {
        return Map.copyOf(others);
    }

    @Override
    public void close() {
        List<SqlSource> all = new ArrayList<>(others.values());
        all.add(main);
        if (replicated != null) {
            replicated.watch().close();
            all.add(replicated.primary());
        }
        all.forEach(SqlSource::close);
    }
}
