package dev.postern.gateway.directory.snapshot;

import dev.postern.gateway.directory.Relation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What units mean: which relations there are, what each is asked, and of whom. Units of one meaning are worth nothing to
 * another.
 */
public final class Meaning {

    /** SHA-256. */
    static final int DIGEST_BYTES = 32;

    private final List<Relation> relations;
    private final Map<Relation, Integer> indexes = new HashMap<>();
    private final byte[] digest;

    /**
     * A meaning.
     *
     * @param relations of the units, in an order that depends on nothing but the configuration
     * @param questions all that the units' values depend on, without secrets; the same on each start
     */
    public Meaning(List<Relation> relations, List<String> questions) {
        this.relations = List.copyOf(relations);
        for (int i = 0; i < relations.size(); i++) {
            indexes.put(relations.get(i), i);
        }
        this.digest = digest(questions);
    }

    private static byte[] digest(List<String> questions) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String question : questions) {
                byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether units of the one are units of the other. */
    public boolean isThatOf(Meaning other) {
        return MessageDigest.isEqual(digest, other.digest);
    }

    /** The relation that stands here for one of another's, of which this {@link #isThatOf is that}. */
    public Relation counterpart(Relation relation, Meaning other) {
        return relations.get(other.index(relation));
    }

    boolean hasDigest(byte[] other) {
        return MessageDigest.isEqual(digest, other);
    }

    byte[] digest() {
        return digest.clone();
    }

    /** The index of a relation; negative for one that is not of this meaning. */
    int index(Relation relation) {
        return indexes.getOrDefault(relation, -1);
    }

    Relation relation(int index) throws UnusableSnapshot {
        if (index >= relations.size()) {
            throw UnusableSnapshot.damaged("it names a relation that there is not");
        }
        return relations.get(index);
    }
}
