package dev.postern.gateway;

import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be served: the configuration and its preset, worked out into maps and the queries behind them.
 *
 * @param maps without their exact twins
 * @param queries behind the maps and accounts, each relation once
 * @param passdb one of {@code queries}, null where nobody can log in
 * @param userdb one of {@code queries}, null where no mail settings are served
 * @param iterate lists all users, null where they cannot be listed
 */
public record Plan(
        List<MapDefinition> maps,
        List<RelationQuery> queries,
        @Nullable RelationQuery passdb,
        @Nullable RelationQuery userdb,
        @Nullable QueryTemplate iterate) {

    /** Copies its lists. */
    public Plan {
        maps = List.copyOf(maps);
        queries = List.copyOf(queries);
    }

    /** A plan, or why there is none. */
    public record Attempt(Optional<Plan> plan, List<Problem> problems) {}
}
