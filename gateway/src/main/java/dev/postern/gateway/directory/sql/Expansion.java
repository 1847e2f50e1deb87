package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What replaces one {@code %…} of a query. Immutable. */
@FunctionalInterface
interface Expansion {

    /**
     * What a query is asked about.
     *
     * @param key a map's key; empty in {@link Dialect#DOVECOT}
     * @param account the variables that the query uses; empty in {@link Dialect#POSTFIX}
     */
    record Question(String key, Map<AccountVariable, String> account) {}

    /**
     * The text for one question.
     *
     * @return null if this question must not be asked: the answer is "not found"
     */
    @Nullable
    String of(Question question);
}
