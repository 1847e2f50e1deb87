package dev.postern.gateway;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.snapshot.Meaning;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be served: the configuration, its preset and the files that it names, worked out into maps and the queries
 * behind them.
 *
 * @param maps without their exact twins
 * @param queries behind the maps and accounts, each relation once
 * @param passdb one of {@code queries}, null where nobody can log in
 * @param masterdb one of {@code queries}, null where nobody logs in as somebody else
 * @param userdb one of {@code queries}, null where no mail settings are served
 * @param lists list all keys of relations that can be kept whole
 * @param iterate lists all users, null where they cannot be listed
 * @param files which of it all comes from files of other programs
 */
public record Plan(
        List<MapDefinition> maps,
        List<RelationQuery> queries,
        @Nullable RelationQuery passdb,
        @Nullable RelationQuery masterdb,
        @Nullable RelationQuery userdb,
        Map<Relation, QueryTemplate> lists,
        @Nullable QueryTemplate iterate,
        FromFiles files) {

    /** Copies its collections. */
    public Plan {
        maps = List.copyOf(maps);
        queries = List.copyOf(queries);
        lists = Map.copyOf(lists);
    }

    /**
     * What comes from files of other programs.
     *
     * @param origins by the relation of a query
     * @param chains relations that several files answer one after the other, and those of the files
     * @param iterate of the list of users
     * @param defaultScheme of stored passwords without a prefix, null: as {@code auth.defaultScheme} says
     * @param warnings what of the files is passed over
     */
    public record FromFiles(
            Map<Relation, Origin> origins,
            Map<Relation, List<Relation>> chains,
            @Nullable Origin iterate,
            @Nullable String defaultScheme,
            List<Problem> warnings) {

        /** Copies its collections. */
        public FromFiles {
            origins = Map.copyOf(origins);
            chains = Map.copyOf(chains);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Where a query comes from.
     *
     * @param file its path
     * @param line on which the query begins
     * @param written whether it stands there: if not, it is the default of the program whose file it is
     * @param database which the file names, null: the one of the configuration
     */
    public record Origin(
            String file,
            int line,
            boolean written,
            @Nullable DatabaseConfig database) {}

    /** A plan, or why there is none. */
    public record Attempt(Optional<Plan> plan, List<Problem> problems) {}

    /** The configuration as it counts: a file that passwords come from says what they are without a prefix. */
    public GatewayConfig counting(GatewayConfig written) {
        String scheme = files.defaultScheme();
        return scheme == null ? written : written.withDefaultScheme(scheme);
    }

    /** Whether answers of {@code map} come from {@code query}. */
    public boolean asks(MapDefinition map, RelationQuery query) {
        return map.relation() == query.relation()
                || files.chains().getOrDefault(map.relation(), List.of()).contains(query.relation());
    }

    /**
     * What units of this plan mean: the same over restarts as long as they may be exchanged.
     *
     * @param configured the database that is asked where no file names another
     */
    Meaning meaning(DatabaseConfig configured) {
        List<String> questions = new ArrayList<>();
        byDatabase(configured).forEach((database, asked) -> {
            String whom = database.username() + " at " + database.url().withoutParameters();
            asked.forEach(query -> questions.add(whom + ": " + query.meaning()));
        });
        Set<Relation> relations = new LinkedHashSet<>();
        // A preset's maps come in no order of their own.
        maps.stream().sorted(Comparator.comparing(MapDefinition::name)).forEach(map -> {
            relations.add(map.relation());
            questions.add(map.relation() + " of " + files.chains().getOrDefault(map.relation(), List.of()));
        });
        Stream.of(passdb, userdb)
                .flatMap(Stream::ofNullable)
                .map(RelationQuery::relation)
                .forEach(relations::add);
        return new Meaning(
                List.copyOf(relations), questions.stream().sorted().distinct().toList());
    }

    /** The queries by the database that they are asked of: first that of the configuration, then those of files. */
    public Map<DatabaseConfig, List<RelationQuery>> byDatabase(DatabaseConfig configured) {
        Map<DatabaseConfig, List<RelationQuery>> sources = new LinkedHashMap<>();
        sources.put(configured, new ArrayList<>());
        for (RelationQuery query : queries) {
            Origin origin = files.origins().get(query.relation());
            DatabaseConfig database = origin == null || origin.database() == null ? configured : origin.database();
            sources.computeIfAbsent(database, first -> new ArrayList<>()).add(query);
        }
        return sources;
    }
}
