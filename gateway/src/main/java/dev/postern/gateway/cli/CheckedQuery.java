package dev.postern.gateway.cli;

import dev.postern.gateway.Plan;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.MapConfig;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query, and how an operator knows it.
 *
 * @param key where it is written: its own key, or {@code schema} for a preset's
 * @param serves what is answered from it, for a person: {@code maps virtual-aliases}, {@code passdb}
 * @param origin the file that it comes from, null: it stands in the configuration or in a preset
 */
record CheckedQuery(String key, String serves, RelationQuery query, Plan.@Nullable Origin origin) {

    private static final String PRESET = "schema";

    /** As problems of the database name it. */
    String name() {
        return query.relation().name();
    }

    boolean isPresets() {
        return key.equals(PRESET) && origin == null;
    }

    /** Which database is asked. */
    DatabaseConfig database(DatabaseConfig configured) {
        return origin == null || origin.database() == null ? configured : origin.database();
    }

    /** All queries of a plan, each once. */
    static List<CheckedQuery> of(GatewayConfig config, Plan plan) {
        List<CheckedQuery> queries = new ArrayList<>();
        for (RelationQuery query : plan.queries()) {
            if (query != plan.passdb() && query != plan.masterdb() && query != plan.userdb()) {
                queries.add(ofMaps(config, plan, query));
            }
        }
        add(queries, config.passdb() == null ? PRESET : "passdb.query", "passdb", plan.passdb(), plan);
        add(queries, "masterdb.query", "masterdb", plan.masterdb(), plan);
        add(queries, config.userdb() == null ? PRESET : "userdb.query", "userdb", plan.userdb(), plan);
        RelationQuery iterate = iterate(plan);
        if (iterate != null) {
            String key = config.userdb() == null ? PRESET : "userdb.iterate";
            queries.add(new CheckedQuery(
                    key, "the list of users", iterate, plan.files().iterate()));
        }
        return queries;
    }

    private static CheckedQuery ofMaps(GatewayConfig config, Plan plan, RelationQuery query) {
        List<String> maps = plan.maps().stream()
                .filter(map -> plan.asks(map, query))
                .map(MapDefinition::name)
                .toList();
        String key = maps.stream()
                .filter(map -> isWritten(config.maps().get(map)))
                .findFirst()
                .map(map -> "maps." + map + ".query")
                .orElse(PRESET);
        return new CheckedQuery(
                key,
                "map " + String.join(", ", maps),
                query,
                plan.files().origins().get(query.relation()));
    }

    private static boolean isWritten(@Nullable MapConfig map) {
        return map != null && map.query() != null;
    }

    private static void add(
            List<CheckedQuery> queries, String key, String serves, @Nullable RelationQuery query, Plan plan) {
        if (query != null) {
            queries.add(
                    new CheckedQuery(key, serves, query, plan.files().origins().get(query.relation())));
        }
    }

    private static @Nullable RelationQuery iterate(Plan plan) {
        QueryTemplate iterate = plan.iterate();
        return iterate == null ? null : RelationQuery.userdb("iterate", iterate);
    }
}
