package dev.postern.gateway.announcement;

import dev.postern.gateway.announcement.Announcement.Scope;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Folding;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Units that may have changed.
 *
 * @param relations whose
 * @param scope what {@code names} are
 * @param names as they were written, and folded
 */
record Change(Set<Relation> relations, Scope scope, Set<String> names) {

    /** Copies its sets, and folds the names. */
    Change {
        relations = Set.copyOf(relations);
        Set<String> spellings = new HashSet<>(names);
        names.forEach(name -> spellings.add(Folding.fold(name)));
        names = Set.copyOf(spellings);
    }

    /** How many units may have to be dropped one by one. */
    long units() {
        return (long) relations.size() * names.size();
    }

    /** Whether the unit is one of them. */
    boolean covers(Unit unit) {
        return relations.contains(unit.relation()) && (scope == Scope.ALL || namesKeyOf(unit));
    }

    private boolean namesKeyOf(Unit unit) {
        String key = key(unit);
        if (key == null) {
            return true;
        }
        String asked = scope == Scope.KEYS ? key : domain(key);
        return names.contains(asked) || names.contains(Folding.fold(asked));
    }

    /** What the unit was asked about: the key of a map or the user of an account; null if it is about neither. */
    private static @Nullable String key(Unit unit) {
        if (unit.relation().inputs().isEmpty()) {
            return unit.key();
        }
        int user = unit.relation().inputs().indexOf(AccountVariable.USER);
        return user < 0 ? null : AccountQuery.values(unit).get(user);
    }

    /** Of an address what follows the last @; a transport's pattern for all below a domain counts as that domain. */
    private static String domain(String key) {
        String domain = key.substring(key.lastIndexOf('@') + 1);
        return domain.startsWith(".") ? domain.substring(1) : domain;
    }
}
