package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failed statement means, by its SQLSTATE. */
enum SqlFailure {
    /** The connection is gone; another one may answer. */
    LOST,
    /** The answer did not come in time, and the connection is gone with it. */
    OVERRUN,
    /** The answer is larger than any answer may be, and the connection is gone with it. */
    OVERSIZED,
    /** The query or its rights are wrong: an operator must mend it. */
    BROKEN,
    /** This key's data is at fault and no other's. */
    DATA,
    /** The server could not, this time. */
    OTHER;

    /** Classes of errors whose text names objects of the catalog and settings, never a row's content. */
    private static final Set<String> QUOTABLE = Set.of("08", "28", "3D", "42", "53", "57");

    static SqlFailure of(SQLException failure) {
        String state = state(failure);
        if (failure.getCause() instanceof SocketTimeoutException) {
            return OVERRUN;
        }
        if (isOversized(failure)) {
            return OVERSIZED;
        }
        if (state.startsWith("08") || state.startsWith("57P0")) {
            return LOST;
        }
        if (state.startsWith("42")) {
            return BROKEN;
        }
        return state.startsWith("22") ? DATA : OTHER;
    }

    /** Whether the connection must be thrown away. */
    boolean endsConnection() {
        return this == LOST || this == OVERRUN || this == OVERSIZED;
    }

    /** Whether asking about another key would probably fail as well. */
    boolean isTheRelations() {
        return this != DATA && this != OVERSIZED;
    }

    /** The failure of one unit of {@code relation}. */
    Failure toFailure(String relation, SQLException failure) {
        String detail = relation + ": " + text(failure);
        return this == BROKEN || this == OVERSIZED
                ? new Failure.Misconfigured(detail)
                : new Failure.Unavailable(detail);
    }

    /**
     * What to say of it in a log. The text of an error about data is left out: it may quote a column, and a column may
     * hold a password.
     */
    static String text(SQLException failure) {
        String state = state(failure);
        if (isOversized(failure)) {
            return "the rows are larger than any answer may be";
        }
        if (state.length() != 5 || !QUOTABLE.contains(state.substring(0, 2))) {
            return "SQLSTATE " + (state.isEmpty() ? "unknown" : state);
        }
        return primary(failure) + " (SQLSTATE " + state + ")";
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    private static @Nullable String primary(SQLException failure) {
        if (failure.getCause() instanceof UnknownHostException unknown) {
            return "there is no address for the host " + unknown.getMessage();
        }
        ServerErrorMessage server = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return server != null ? server.getMessage() : failure.getMessage();
    }

    /** The driver gives this error the state of a lost connection; the property's name is in every translation. */
    private static boolean isOversized(SQLException failure) {
        return state(failure).startsWith("08")
                && String.valueOf(failure.getMessage()).contains("maxResultBuffer");
    }
}
