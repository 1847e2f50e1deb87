package dev.postern.gateway.directory;

import java.util.List;
import java.util.Map;

/** What a passdb or a userdb says of an account. */
public sealed interface AccountResult permits AccountResult.Account, AccountResult.Unknown, Failure {

    /**
     * The account's rows. Prints column names only: they may hold password hashes.
     *
     * @param row the columns that are not NULL
     * @param readAt when reading it began, on the scale of {@link System#nanoTime()}
     * @param stale whether it is past its ttl, and served because the source is away: enough to let somebody in, not
     *     enough to refuse anybody
     */
    record Account(UnitValue.Row row, long readAt, boolean stale) implements AccountResult {

        /** An account as its source has it. */
        public Account(UnitValue.Row row, long readAt) {
            this(row, readAt, false);
        }

        /** The columns by name, in the query's order. */
        public Map<String, String> fields() {
            return row.columns();
        }

        /** The columns of each row: a passdb has several for a user with several passwords, the user's own first. */
        public List<Map<String, String>> rows() {
            return row.rows();
        }
    }

    /** The source holds no such account. */
    record Unknown() implements AccountResult {
        /** The only instance that is needed. */
        public static final Unknown INSTANCE = new Unknown();
    }
}
