package dev.postern.gateway;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.sql.Dialect;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.schema.Preset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which relations can be read whole: those of a preset that lists their keys. */
final class WholeRelations {
    private final Preset preset;
    private final Map<Relation, QueryTemplate> lists = new HashMap<>();

    private WholeRelations(Preset preset) {
        this.preset = preset;
    }

    /**
     * Lists of the keys of all that can be listed.
     *
     * @param maps what is asked for maps, by the preset's names
     * @param passdb the preset's own, or null
     * @param userdb the preset's own, or null
     */
    static Map<Relation, QueryTemplate> of(
            Preset preset,
            Map<String, RelationQuery> maps,
            @Nullable RelationQuery passdb,
            @Nullable RelationQuery userdb) {
        WholeRelations relations = new WholeRelations(preset);
        maps.forEach(relations::add);
        relations.addAccounts(preset.passdb(), passdb);
        relations.addAccounts(preset.userdb(), userdb);
        return relations.lists;
    }

    /** An account's key must be the user alone: a list knows nothing of services and addresses. */
    private void addAccounts(@Nullable String name, @Nullable RelationQuery query) {
        if (name != null && query != null && isOfUser(query.relation())) {
            add(name, query);
        }
    }

    private void add(String name, RelationQuery query) {
        String list = preset.lists().get(name);
        if (list != null) {
            lists.put(
                    query.relation(),
                    QueryTemplate.parse(list, Dialect.DOVECOT).template().orElseThrow());
        }
    }

    private static boolean isOfUser(Relation relation) {
        return relation.inputs().equals(List.of(AccountVariable.USER));
    }

    /** The names of the relations that cannot be read whole, by the reason. */
    static Map<String, Set<String>> refusals(Plan plan) {
        Map<String, Set<String>> refusals = new TreeMap<>();
        for (RelationQuery query : plan.queries()) {
            Relation relation = query.relation();
            if (!plan.lists().containsKey(relation)) {
                refusals.computeIfAbsent(reason(relation), first -> new TreeSet<>())
                        .add(relation.name());
            }
        }
        return refusals;
    }

    private static String reason(Relation relation) {
        return relation.inputs().isEmpty() || isOfUser(relation)
                ? "its keys cannot be listed, as those of a preset's plain relations can"
                : "its answers depend on more than the user's name";
    }
}
