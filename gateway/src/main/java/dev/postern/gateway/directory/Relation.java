package dev.postern.gateway.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A named question that a source can answer for one key at a time: a query of a preset or of the operator. Made once at
 * start; two relations are the same only if they are the same object, which keeps a {@link Unit}'s hash cheap.
 */
public final class Relation {

    /** Services, and little else: beyond it, addresses of clients are part of the keys, and nobody lists those. */
    private static final int MAX_CIRCUMSTANCES = 64;

    private final String name;
    private final List<AccountVariable> inputs;

    /** What followed the user in keys so far. */
    private final Set<String> circumstances = ConcurrentHashMap.newKeySet();

    /** Whether users were asked for as they were typed: whose row that is, only the database can say. */
    private volatile boolean anyCase;

    private Relation(String name, List<AccountVariable> inputs) {
        this.name = name;
        this.inputs = List.copyOf(inputs);
    }

    /** A relation that is asked with one text key, as maps are. */
    public static Relation ofKey(String name) {
        return new Relation(name, List.of());
    }

    /**
     * A relation that is asked about an account.
     *
     * @param inputs every variable that its query uses, in a fixed order: all of them are part of the key, because an
     *     answer must never serve a question that differs in one of them
     */
    public static Relation ofAccount(String name, List<AccountVariable> inputs) {
        return new Relation(name, inputs);
    }

    /** As it appears in logs and metrics. */
    public String name() {
        return name;
    }

    /** The variables whose values make up an account's key; empty for a map's relation. */
    public List<AccountVariable> inputs() {
        return inputs;
    }

    /** Is to be told of each key under which a unit of it will be kept, before it is read. */
    void keeps(String key) {
        if (!inputs.isEmpty() && !anyCase && !Folding.isFolded(firstOf(key))) {
            anyCase = true;
        }
        if (inputs.size() > 1 && circumstances.size() <= MAX_CIRCUMSTANCES) {
            circumstances.add(key.substring(AccountQuery.endOfFirst(key)));
        }
    }

    private String firstOf(String key) {
        return inputs.size() == 1 ? key : key.substring(0, AccountQuery.endOfFirst(key));
    }

    /**
     * Every key under which units about an account may be cached.
     *
     * @return null if they cannot be listed: then only a look at each unit can tell
     */
    public @Nullable List<String> keysOf(String user) {
        if (anyCase) {
            return null;
        }
        if (inputs.size() <= 1) {
            return inputs.isEmpty() || inputs.get(0) == AccountVariable.USER ? List.of(user) : null;
        }
        if (inputs.get(0) != AccountVariable.USER || circumstances.size() > MAX_CIRCUMSTANCES) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        circumstances.forEach(circumstance -> keys.add(user + circumstance));
        return keys;
    }

    @Override
    public String toString() {
        return name;
    }
}
