package dev.postern.gateway;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.config.EffectiveConfig;
import dev.postern.gateway.config.ExtensionClass;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.MapConfig;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.config.QueryFile;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.MapKind;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.StandardMap;
import dev.postern.gateway.directory.sql.Dialect;
import dev.postern.gateway.directory.sql.QueryProblem;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Works a configuration and its preset out into a {@link Plan}, and says of every query that cannot be served why. */
public final class PlanMaker {

    /** What a stored {@code virtual:} becomes unless the configuration says otherwise: the class's own transport. */
    private static final String CLASS_DEFAULT = ":";

    private final GatewayConfig config;
    private final EffectiveConfig places;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, RelationQuery> presetQueries = new HashMap<>();
    private final Map<String, String> presetMaps = new LinkedHashMap<>();
    private final Map<Relation, RelationQuery> queries = new LinkedHashMap<>();

    private final SqlFiles files;

    private PlanMaker(GatewayConfig config, EffectiveConfig places) {
        this.config = config;
        this.places = places;
        this.files = new SqlFiles(config.database(), problems);
    }

    /**
     * Works it out.
     *
     * @param places where each key stands in the file, for the problems
     */
    public static Plan.Attempt plan(GatewayConfig config, EffectiveConfig places) {
        return new PlanMaker(config, places).plan();
    }

    private Plan.Attempt plan() {
        Optional<Preset> preset = preset();
        preset.ifPresent(known -> presetMaps.putAll(known.maps(config.protectMailboxes())));
        checkProtection(preset);
        List<MapDefinition> maps = new ArrayList<>();
        for (String name : mapNames()) {
            map(name, preset).ifPresent(maps::add);
        }
        RelationQuery passdb = passdb(preset);
        RelationQuery masterdb = config.masterdb() == null
                ? null
                : account("masterdb", config.masterdb().query(), RelationQuery::passdb);
        RelationQuery userdb = userdb(preset);
        Map<Relation, QueryTemplate> lists = preset.map(known -> WholeRelations.of(
                        known,
                        presetQueries,
                        config.passdb() == null ? passdb : null,
                        config.userdb() == null ? userdb : null))
                .orElse(Map.of());
        checkPreload(lists);
        QueryTemplate iterate = iterate(preset);
        checkDefaultScheme();
        checkLibcrypt();
        checkHeap();
        if (!problems.isEmpty()) {
            return new Plan.Attempt(Optional.empty(), List.copyOf(problems));
        }
        Plan plan =
                new Plan(maps, List.copyOf(queries.values()), passdb, masterdb, userdb, lists, iterate, files.toPlan());
        return new Plan.Attempt(Optional.of(plan), List.of());
    }

    private void checkProtection(Optional<Preset> preset) {
        if (config.protectMailboxes()
                && preset.filter(known -> !known.protecting().isEmpty()).isEmpty()) {
            problem(
                    "protectMailboxes",
                    "protectMailboxes is on, and no query is known that does it",
                    "take it out, or name a schema that offers it");
        }
    }

    private void checkPreload(Map<Relation, QueryTemplate> lists) {
        if (config.cache().preload() && lists.isEmpty()) {
            problem(
                    "cache.preload",
                    "cache.preload is on, and no list of any keys is known",
                    "take it out, or name a schema");
        }
    }

    private void checkDefaultScheme() {
        String scheme = config.auth().defaultScheme();
        if (!StoredPasswordParser.isScheme(scheme)) {
            String known = String.join(", ", StoredPasswordParser.schemes());
            problem("auth.defaultScheme", "there is no password scheme " + scheme, "the schemes are " + known);
        }
    }

    private void checkLibcrypt() {
        try {
            PasswordCheck.limits(config.auth());
        } catch (IllegalArgumentException unusable) {
            problem(
                    "auth.libcrypt",
                    "auth.libcrypt: the library cannot be used: " + unusable.getMessage(),
                    "name libxcrypt's, as libcrypt.so.1, or take it out");
        }
    }

    private void checkHeap() {
        HeapBudget.ofThisProcess()
                .problem(config.cache().maxBytes())
                .ifPresent(problem -> problem("cache.maxBytes", problem.what(), problem.hint()));
    }

    private Optional<Preset> preset() {
        String name = config.schema();
        if (name == null) {
            return Optional.empty();
        }
        Optional<Preset> preset = Presets.named(name);
        if (preset.isEmpty()) {
            problem("schema", "there is no preset " + name, "the presets are " + String.join(", ", Presets.names()));
        }
        return preset;
    }

    private Set<String> mapNames() {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(presetMaps.keySet());
        names.addAll(config.maps().keySet());
        return names;
    }

    private Optional<MapDefinition> map(String name, Optional<Preset> preset) {
        MapConfig written = config.maps().get(name);
        MapKind kind = kind(name, written);
        return relation(name, written, preset)
                .map(relation ->
                        new MapDefinition(name, kind, relation, propagates(name, kind), virtualAs(kind, written)));
    }

    private Optional<Relation> relation(String name, @Nullable MapConfig written, Optional<Preset> preset) {
        if (written != null && !written.files().isEmpty()) {
            return files.map(name, written.files(), query -> queries.put(query.relation(), query));
        }
        return Optional.ofNullable(planned(query(name, written, preset))).map(RelationQuery::relation);
    }

    private static MapKind kind(String name, @Nullable MapConfig written) {
        if (written != null && written.kind() != null) {
            return MapKind.named(written.kind().label()).orElseThrow();
        }
        return StandardMap.named(name).map(StandardMap::kind).orElse(MapKind.EXACT);
    }

    private Optional<RelationQuery> query(String name, @Nullable MapConfig written, Optional<Preset> preset) {
        if (written != null && written.query() != null) {
            return template("maps." + name + ".query", written.query(), Dialect.POSTFIX)
                    .map(template -> RelationQuery.map(name, template, written.expansionLimit()));
        }
        String relation = presetMaps.get(name);
        if (relation == null || preset.isEmpty()) {
            problem(
                    "maps." + name,
                    "the map has no query",
                    "write maps." + name + ".query, or name a schema that has it");
            return Optional.empty();
        }
        RelationQuery shared = presetQueries.get(relation);
        if (shared != null) {
            return Optional.of(shared);
        }
        Optional<RelationQuery> query = template("schema", preset.get().query(relation), Dialect.POSTFIX)
                .map(template -> RelationQuery.map(relation, template, RelationQuery.UNLIMITED));
        query.ifPresent(made -> presetQueries.put(relation, made));
        return query;
    }

    private boolean propagates(String name, MapKind kind) {
        ExtensionClass extensionClass = name.equals(StandardMap.GENERIC.label())
                ? ExtensionClass.GENERIC
                : kind == MapKind.CANONICAL ? ExtensionClass.CANONICAL : ExtensionClass.VIRTUAL;
        return config.propagateUnmatchedExtensions().contains(extensionClass);
    }

    private static @Nullable String virtualAs(MapKind kind, @Nullable MapConfig written) {
        if (kind != MapKind.TRANSPORT) {
            return null;
        }
        return written != null && written.virtualAs() != null ? written.virtualAs() : CLASS_DEFAULT;
    }

    private @Nullable RelationQuery passdb(Optional<Preset> preset) {
        QueryFile file = config.passdb() == null ? null : config.passdb().dovecotSql();
        return file == null
                ? account("passdb", passdbQuery(preset), RelationQuery::passdb)
                : planned(files.passdb(file));
    }

    private @Nullable RelationQuery userdb(Optional<Preset> preset) {
        QueryFile file = config.userdb() == null ? null : config.userdb().dovecotSql();
        return file == null
                ? account("userdb", userdbQuery(preset), RelationQuery::userdb)
                : planned(files.userdb(file));
    }

    private @Nullable RelationQuery planned(Optional<RelationQuery> query) {
        query.ifPresent(made -> queries.put(made.relation(), made));
        return query.orElse(null);
    }

    private @Nullable RelationQuery account(
            String key, @Nullable String sql, BiFunction<String, QueryTemplate, RelationQuery> shape) {
        if (sql == null) {
            return null;
        }
        return planned(template(key + ".query", sql, Dialect.DOVECOT).map(template -> shape.apply(key, template)));
    }

    private @Nullable String passdbQuery(Optional<Preset> preset) {
        return config.passdb() != null
                ? config.passdb().query()
                : preset.map(known -> optional(known, known.passdb())).orElse(null);
    }

    private @Nullable String userdbQuery(Optional<Preset> preset) {
        return config.userdb() != null
                ? config.userdb().query()
                : preset.map(known -> optional(known, known.userdb())).orElse(null);
    }

    private @Nullable QueryTemplate iterate(Optional<Preset> preset) {
        QueryFile file = config.userdb() == null ? null : config.userdb().dovecotSql();
        if (file != null) {
            return files.iterate(file).orElse(null);
        }
        String sql = iterateQuery(preset);
        if (sql == null) {
            return null;
        }
        QueryTemplate template =
                template("userdb.iterate", sql, Dialect.DOVECOT).orElse(null);
        if (template != null && template.hasExpansions()) {
            problem("userdb.iterate", "the query has expansions", "take them out: it lists all users");
        }
        return template;
    }

    private @Nullable String iterateQuery(Optional<Preset> preset) {
        return config.userdb() != null
                ? config.userdb().iterate()
                : preset.map(known -> optional(known, known.iterate())).orElse(null);
    }

    private static @Nullable String optional(Preset preset, @Nullable String relation) {
        return relation == null ? null : preset.query(relation);
    }

    private Optional<QueryTemplate> template(String key, String sql, Dialect dialect) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(sql, dialect);
        for (QueryProblem problem : parsed.problems()) {
            problem(key, problem.message(), "see the documentation of queries");
        }
        return parsed.template();
    }

    private void problem(String key, String what, String hint) {
        problems.add(places.problemAt(key, what, hint));
    }
}
