package dev.postern.gateway.directory;

import java.util.List;

/**
 * A named question that a source can answer for one key at a time: a query of a preset or of the operator. Made once at
 * start; two relations are the same only if they are the same object, which keeps a {@link Unit}'s hash cheap.
 */
public final class Relation {
    private final String name;
    private final List<AccountVariable> inputs;

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

    @Override
    public String toString() {
        return name;
    }
}
