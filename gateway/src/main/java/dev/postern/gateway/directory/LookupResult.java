package dev.postern.gateway.directory;

/** The answer to one look-up in one map. */
public sealed interface LookupResult permits LookupResult.Found, LookupResult.NotFound, Failure {

    /** The map's value, never empty: an empty value counts as not found (Postfix refuses it in address maps). */
    record Found(String value) implements LookupResult {
        /** @throws IllegalArgumentException for an empty value */
        public Found {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("a found value is never empty");
            }
        }
    }

    /** The source was asked, or is known, to hold nothing under any key of the ladder. */
    record NotFound() implements LookupResult {
        /** The only instance that is needed. */
        public static final NotFound INSTANCE = new NotFound();
    }
}
