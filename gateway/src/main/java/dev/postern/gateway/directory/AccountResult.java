package dev.postern.gateway.directory;

import java.util.Map;

/** What a passdb or a userdb says of an account. */
public sealed interface AccountResult permits AccountResult.Account, AccountResult.Unknown, Failure {

    /**
     * The account's row. Prints column names only: it may hold a password hash.
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
    }

    /** The source holds no such account. */
    record Unknown() implements AccountResult {
        /** The only instance that is needed. */
        public static final Unknown INSTANCE = new Unknown();
    }
}
