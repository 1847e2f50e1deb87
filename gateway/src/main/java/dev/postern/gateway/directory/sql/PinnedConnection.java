package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UnitResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and the statements that it keeps prepared. Belongs to one thread; only {@link #abort} may be called
 * from another.
 */
final class PinnedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedConnection.class);

    /** The rows of all keys of a batch together; a batch with more is asked again key by key. */
    private static final int MAX_BATCH_ROWS = 2 * Answer.MAX_ROWS;

    private final Connection connection;
    private final long openedAt;
    private final Map<Lane, PreparedStatement> singles = new HashMap<>();
    private final Map<Lane, PreparedStatement> batches = new HashMap<>();

    PinnedConnection(Connection connection, long openedAt) {
        this.connection = connection;
        this.openedAt = openedAt;
    }

    long openedAt() {
        return openedAt;
    }

    /** Limits how long the socket may be silent from now on; at least a millisecond, because 0 would mean for ever. */
    void patience(long nanos) throws SQLException {
        long millis = Math.max(1, Math.min(nanos / 1_000_000, Integer.MAX_VALUE));
        connection.setNetworkTimeout(Runnable::run, (int) millis);
    }

    /** Makes sure that the server is still there, at the cost of a round trip. */
    void ping() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("");
        }
    }

    /** Asks for one key. */
    UnitResult ask(Lane lane, Ask ask) throws SQLException {
        try {
            return askPrepared(lane, ask);
        } catch (SQLException failure) {
            if (!Inference.learn(lane, failure)) {
                throw failure;
            }
            close(singles.remove(lane));
            return ask(lane, ask);
        }
    }

    private UnitResult askPrepared(Lane lane, Ask ask) throws SQLException {
        List<String> values = ask.values();
        PreparedStatement statement = single(lane);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        Answer answer = Answer.of(lane.query(), ask.key());
        try (ResultSet rows = statement.executeQuery()) {
            Columns columns = Columns.of(rows, 1);
            if (!fits(lane.query(), columns)) {
                return noCredentials(lane);
            }
            while (rows.next()) {
                answer.add(rows, columns);
            }
        }
        return answer.result();
    }

    /**
     * Asks for many keys in one statement.
     *
     * @return the results in the order of {@code asks}
     * @throws NotBatchable if this query must not be asked so, or its rows are too many
     */
    List<UnitResult> askAll(Lane lane, List<Ask> asks) throws SQLException, NotBatchable {
        PreparedStatement statement = batch(lane);
        for (int parameter = 0; parameter < lane.query().template().parameterCount(); parameter++) {
            statement.setArray(parameter + 1, connection.createArrayOf("text", column(asks, parameter)));
        }
        List<Answer> answers = new ArrayList<>(asks.size());
        asks.forEach(ask -> answers.add(Answer.of(lane.query(), ask.key())));
        try (ResultSet rows = statement.executeQuery()) {
            Columns columns = Columns.of(rows, 2);
            if (!fits(lane.query(), columns)) {
                return asks.stream().map(ask -> noCredentials(lane)).toList();
            }
            int read = 0;
            while (rows.next()) {
                answers.get(rows.getInt(1) - 1).add(rows, columns);
                read++;
            }
            if (read >= MAX_BATCH_ROWS) {
                throw new NotBatchable("more than " + MAX_BATCH_ROWS + " rows");
            }
        }
        return answers.stream().map(Answer::result).toList();
    }

    private static String[] column(List<Ask> asks, int parameter) {
        return asks.stream().map(ask -> ask.values().get(parameter)).toArray(String[]::new);
    }

    private PreparedStatement single(Lane lane) throws SQLException {
        PreparedStatement known = singles.get(lane);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(Inference.singleSql(lane));
        statement.setMaxRows(Answer.maxRows(lane.query()));
        singles.put(lane, statement);
        return statement;
    }

    private PreparedStatement batch(Lane lane) throws SQLException, NotBatchable {
        PreparedStatement known = batches.get(lane);
        if (known != null) {
            return known;
        }
        if (Volatility.isVolatile(connection, lane.query().template().mentions())) {
            throw new NotBatchable("it may change something or answer differently each time");
        }
        List<String> types = Inference.types(connection, lane);
        PreparedStatement statement =
                connection.prepareStatement(BatchSql.of(lane.query().template(), types));
        statement.setMaxRows(MAX_BATCH_ROWS);
        batches.put(lane, statement);
        return statement;
    }

    /** Forgets how the relation is asked in batches: its columns' types may have changed. */
    void forgetBatch(Lane lane) {
        close(batches.remove(lane));
    }

    private static void close(@Nullable PreparedStatement statement) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException alreadyGone) {
            LOG.debug("while closing a statement", alreadyGone);
        }
    }

    /** Cuts the connection under whatever runs on it. From any thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            LOG.debug("while cutting a connection", alreadyGone);
        }
    }

    /** Says goodbye to the server. */
    void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            LOG.debug("while closing a connection", alreadyGone);
        }
    }

    private static boolean fits(RelationQuery query, Columns columns) {
        return query.shape() != RelationQuery.Shape.PASSDB || columns.haveCredentials();
    }

    private static UnitResult noCredentials(Lane lane) {
        return new Failure.Misconfigured(
                lane + ": the query gives no column password or password_noscheme: add AS password");
    }
}
