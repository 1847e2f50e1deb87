package dev.postern.gateway;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.config.QueryFile;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.sql.Dialect;
import dev.postern.gateway.directory.sql.KeyDomains;
import dev.postern.gateway.directory.sql.QueryProblem;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.ResultFormat;
import dev.postern.gateway.directory.sql.TableRules;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.sqlfile.DovecotSql;
import dev.postern.gateway.sqlfile.LibpqTarget;
import dev.postern.gateway.sqlfile.PgsqlTable;
import dev.postern.gateway.sqlfile.SettingText;
import dev.postern.gateway.sqlfile.SqlFileReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes queries of the files of other programs that a configuration names. For one plan. */
final class SqlFiles {
    private static final String HELP = "docs/files.md says what is taken over";

    private final DatabaseConfig configured;
    private final List<Problem> problems;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<QueryFile, Optional<RelationQuery>> maps = new HashMap<>();
    private final Map<QueryFile, Optional<DovecotSql>> dovecots = new HashMap<>();
    private final Map<Relation, Plan.Origin> origins = new HashMap<>();
    private final Map<Relation, List<Relation>> chains = new HashMap<>();
    private Plan.@Nullable Origin iterate;
    private @Nullable String defaultScheme;

    /** @param problems gets what cannot be taken over */
    SqlFiles(DatabaseConfig configured, List<Problem> problems) {
        this.configured = configured;
        this.problems = problems;
    }

    Plan.FromFiles toPlan() {
        return new Plan.FromFiles(origins, chains, iterate, defaultScheme, warnings);
    }

    /**
     * What a map is asked that names pgsql_table(5) files.
     *
     * @param queries gets those of the files
     * @return empty after a problem
     */
    Optional<Relation> map(String name, List<QueryFile> files, Consumer<RelationQuery> queries) {
        List<Relation> members = new ArrayList<>();
        for (QueryFile file : files) {
            String own = files.size() == 1 ? name : name + "." + (files.indexOf(file) + 1);
            map(own, file).ifPresent(query -> {
                queries.accept(query);
                members.add(query.relation());
            });
        }
        if (members.size() < files.size()) {
            return Optional.empty();
        }
        if (members.size() == 1) {
            return Optional.of(members.get(0));
        }
        Relation chain = Relation.ofKey(name);
        chains.put(chain, List.copyOf(members));
        return Optional.of(chain);
    }

    /** The query of a pgsql_table(5) file; the same one for all maps that name the file. */
    private Optional<RelationQuery> map(String name, QueryFile file) {
        Optional<RelationQuery> known = maps.get(file);
        if (known != null) {
            return known;
        }
        Optional<RelationQuery> query = read(PgsqlTable.read(file)).flatMap(table -> map(name, file, table));
        maps.put(file, query);
        return query;
    }

    private Optional<RelationQuery> map(String name, QueryFile file, PgsqlTable table) {
        ResultFormat.Parsed format = ResultFormat.parse(table.resultFormat().text());
        if (format.problem() != null) {
            problem(file, "result_format", table.resultFormat(), format.problem());
        }
        Optional<QueryTemplate> template = template(file, "query", table.query(), Dialect.POSTFIX);
        if (template.isEmpty() || format.format().isEmpty()) {
            return Optional.empty();
        }
        TableRules rules =
                new TableRules(table.expansionLimit(), format.format().get(), KeyDomains.of(table.domains()));
        RelationQuery query = RelationQuery.map(name, template.get(), rules);
        origins.put(query.relation(), origin(file, table.query(), true, table.target()));
        return Optional.of(query);
    }

    Optional<RelationQuery> passdb(QueryFile file) {
        return dovecot(file).flatMap(sql -> {
            checkScheme(file, sql.defaultPassScheme());
            defaultScheme = sql.defaultPassScheme().text();
            return template(file, "password_query", sql.passwordQuery(), Dialect.DOVECOT)
                    .map(template -> RelationQuery.passdb("passdb", template))
                    .map(query -> from(file, sql.passwordQuery(), sql.target(), query));
        });
    }

    private void checkScheme(QueryFile file, SettingText scheme) {
        if (!StoredPasswordParser.isScheme(scheme.text())) {
            problems.add(new Problem(
                    file.toString(),
                    scheme.line(),
                    1,
                    "default_pass_scheme: there is no password scheme " + scheme.text(),
                    "the schemes are " + String.join(", ", StoredPasswordParser.schemes())));
        }
    }

    /**
     * A file without a user query whose password query has columns {@code userdb_…} is one of a site that has the mail
     * settings from there: so has Postern.
     */
    Optional<RelationQuery> userdb(QueryFile file) {
        return dovecot(file).flatMap(sql -> {
            if (!sql.userQueryWritten()) {
                QueryTemplate.Parsed prefetching =
                        QueryTemplate.parse(sql.passwordQuery().text(), Dialect.DOVECOT);
                if (prefetching.template().filter(QueryTemplate::prefetches).isPresent()) {
                    return prefetching
                            .template()
                            .map(template -> RelationQuery.prefetched("userdb", template))
                            .map(query -> from(file, sql.passwordQuery(), sql.target(), query));
                }
            }
            return template(file, "user_query", sql.userQuery(), Dialect.DOVECOT)
                    .map(template -> RelationQuery.userdb("userdb", template))
                    .map(query -> from(file, sql.userQuery(), sql.target(), query));
        });
    }

    Optional<QueryTemplate> iterate(QueryFile file) {
        return dovecot(file).flatMap(sql -> {
            iterate = origin(file, sql.iterateQuery(), sql.iterateQueryWritten(), sql.target());
            Optional<QueryTemplate> template = template(file, "iterate_query", sql.iterateQuery(), Dialect.DOVECOT);
            if (template.filter(QueryTemplate::hasExpansions).isPresent()) {
                problems.add(new Problem(
                        file.toString(),
                        sql.iterateQuery().line(),
                        1,
                        "iterate_query has expansions",
                        "take them out: it lists all users"));
            }
            return template;
        });
    }

    private Optional<DovecotSql> dovecot(QueryFile file) {
        Optional<DovecotSql> known = dovecots.get(file);
        if (known != null) {
            return known;
        }
        Optional<DovecotSql> sql = read(DovecotSql.read(file));
        dovecots.put(file, sql);
        return sql;
    }

    private <T> Optional<T> read(SqlFileReading<T> reading) {
        problems.addAll(reading.problems());
        warnings.addAll(reading.warnings());
        return reading.table();
    }

    private RelationQuery from(QueryFile file, SettingText text, LibpqTarget target, RelationQuery query) {
        origins.put(query.relation(), origin(file, text, true, target));
        return query;
    }

    private Plan.Origin origin(QueryFile file, SettingText text, boolean written, LibpqTarget target) {
        DatabaseConfig elsewhere = target.isThe(configured) ? null : target.database(configured);
        return new Plan.Origin(file.toString(), text.line(), written, elsewhere);
    }

    private Optional<QueryTemplate> template(QueryFile file, String setting, SettingText text, Dialect dialect) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(text.text(), dialect);
        parsed.problems().forEach(problem -> problem(file, setting, text, problem));
        return parsed.template();
    }

    /** A value of a file has no line feeds, so a column in it is a place in its text. */
    private void problem(QueryFile file, String setting, SettingText text, QueryProblem problem) {
        problems.add(new Problem(
                file.toString(),
                text.lineAt(problem.column() - 1),
                1,
                setting + ", at " + problem.near() + ": " + problem.reason(),
                HELP));
    }
}
