package dev.postern.gateway;

import dev.postern.gateway.announcement.AnnouncementListener;
import dev.postern.gateway.announcement.Dependants;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.ReplicaReads;
import dev.postern.gateway.directory.sql.SqlSources;
import dev.postern.gateway.schema.Presets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where changes are heard of, and what depends on them. */
final class AnnouncedSources {

    private AnnouncedSources() {}

    /** Two for what replicas do not have yet. */
    private static final int CONNECTIONS_TO_PRIMARY = 2;

    /**
     * What to listen to.
     *
     * @param parts the main database first
     * @param replicas where rows of the main one are read, if not where they are changed
     */
    static List<AnnouncementListener.Source> of(
            GatewayConfig config, Plan plan, List<SqlSources.Part> parts, @Nullable ReplicaReads replicas) {
        String schema = config.schema();
        Set<String> announced = schema == null ? Set.of() : Presets.announced(schema);
        List<AnnouncementListener.Source> sources = new ArrayList<>();
        for (SqlSources.Part part : parts) {
            boolean main = sources.isEmpty();
            // Whoever wrote files of their own may have tables of any name.
            Dependants dependants = new Dependants(names(plan, part.relations()), main ? announced : Set.of());
            DatabaseSettings primary = main ? primary(config.database(), part.settings()) : null;
            sources.add(new AnnouncementListener.Source(
                    primary == null ? part.settings() : primary, dependants, main ? replicas : null));
        }
        return sources;
    }

    /**
     * The server that takes changes.
     *
     * @return null if it is where rows are read
     */
    static @Nullable DatabaseSettings primary(DatabaseConfig config, DatabaseSettings settings) {
        JdbcUrl named = config.announcementsUrl();
        JdbcUrl url = named == null ? config.url().primaryBesideReplicas() : named;
        return url == null
                ? null
                : new DatabaseSettings(
                        settings.name() + " primary",
                        url.text(),
                        settings.user(),
                        settings.password(),
                        CONNECTIONS_TO_PRIMARY,
                        settings.queryTimeout());
    }

    /** The names in each query; what several files answer one after the other depends on those of all. */
    private static Map<Relation, Set<String>> names(Plan plan, List<RelationQuery> queries) {
        Map<Relation, Set<String>> names = new HashMap<>();
        queries.forEach(query -> names.put(query.relation(), query.names()));
        plan.files().chains().forEach((chain, members) -> {
            Set<String> ofMembers = new HashSet<>();
            members.forEach(member -> ofMembers.addAll(names.getOrDefault(member, Set.of())));
            if (members.stream().anyMatch(names::containsKey)) {
                names.put(chain, ofMembers);
            }
        });
        return names;
    }
}
