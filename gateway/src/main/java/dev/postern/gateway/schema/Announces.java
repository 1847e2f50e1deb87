package dev.postern.gateway.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of the owner's tables a preset announces, and the SQL that does so. It says nothing about time or sockets:
 * what the notifications hold is described in {@code announce.sql}, which they share.
 *
 * @param mirrors a query of the domains that mirror others, null: the schema has none
 */
record Announces(List<AnnouncedTable> tables, @Nullable String mirrors) {
    private static final String NO_MIRRORS =
            "SELECT CAST(NULL AS text) AS domain, CAST(NULL AS text) AS target WHERE false";

    /** Copies its list. */
    Announces {
        tables = List.copyOf(tables);
    }

    /** Reads the keys {@code announces} and {@code mirrors} of a manifest. */
    static Announces of(JsonNode manifest) {
        List<AnnouncedTable> tables = new ArrayList<>();
        manifest.path("announces").properties().forEach(table -> tables.add(table(table.getKey(), table.getValue())));
        return new Announces(
                tables,
                manifest.hasNonNull("mirrors") ? manifest.path("mirrors").asText() : null);
    }

    private static AnnouncedTable table(String name, JsonNode rules) {
        List<AnnouncedTable.Rows> rows = new ArrayList<>();
        List<AnnouncedTable.Statements> statements = new ArrayList<>();
        for (JsonNode rule : rules) {
            if (rule.has("all")) {
                statements.add(new AnnouncedTable.Statements(texts(rule.path("all")), texts(rule.path("on"))));
            } else {
                String scope = rule.has("keys") ? "keys" : "domains";
                List<String> of = rule.has("of") ? texts(rule.path("of")) : AnnouncedTable.EVERY;
                rows.add(new AnnouncedTable.Rows(
                        scope, rule.path(scope).asText(), rule.path("from").asText("changed"), of));
            }
        }
        return new AnnouncedTable(name, rows, statements);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** The names of relations that it announces changes of, and of the tables. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (AnnouncedTable table : tables) {
            names.add(table.name());
            table.rows().forEach(rows -> names.addAll(rows.of()));
            table.statements().forEach(statements -> names.addAll(statements.of()));
        }
        names.removeAll(AnnouncedTable.EVERY);
        return names;
    }

    /** @param shared the functions that all presets use */
    String sql(String shared) {
        if (tables.isEmpty()) {
            return "";
        }
        return "CREATE OR REPLACE VIEW postern.mirrored_domains AS\n    " + (mirrors == null ? NO_MIRRORS : mirrors)
                + ";\n\n" + shared + tables.stream().map(Announces::sql).collect(Collectors.joining());
    }

    /**
     * Whatever goes wrong in telling is no reason to fail the owner's statement: then everything may have changed. To say
     * that takes nothing of ours, which may be what is wrong.
     */
    private static String sql(AnnouncedTable table) {
        String function =
                "postern.announce_" + table.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return """

                CREATE OR REPLACE FUNCTION %s() RETURNS trigger
                    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
                $$
                BEGIN
                %s    RETURN NULL;
                EXCEPTION WHEN OTHERS THEN
                    RAISE WARNING 'postern: what changed could not be announced one by one: %%', SQLERRM;
                    BEGIN
                        PERFORM pg_notify('postern', '{"v":1,"of":["*"],"all":true}');
                    EXCEPTION WHEN OTHERS THEN
                        RAISE WARNING 'postern: a change could not be announced: %%', SQLERRM;
                    END;
                    RETURN NULL;
                END
                $$;
                """.formatted(
                        function,
                        table.rows().stream().map(rows -> announce(table, rows)).collect(Collectors.joining()))
                + trigger(table, "insert", "INSERT", "NEW", function)
                + trigger(table, "update_from", "UPDATE", "OLD", function)
                + trigger(table, "update_to", "UPDATE", "NEW", function)
                + trigger(table, "delete", "DELETE", "OLD", function)
                + whole(table, "truncate", "TRUNCATE", AnnouncedTable.EVERY)
                + table.statements().stream()
                        .map(statements -> whole(table, statements))
                        .collect(Collectors.joining());
    }

    /** The table's own name is among the relations: queries of the operator's may name it. */
    private static String announce(AnnouncedTable table, AnnouncedTable.Rows rows) {
        List<String> of = new ArrayList<>(rows.of());
        if (!of.equals(AnnouncedTable.EVERY) && !of.contains(table.name())) {
            of.add(table.name());
        }
        return """
                    PERFORM postern.announce(ARRAY[%s], '%s',
                                             ARRAY(SELECT CAST(%s AS text) FROM %s));
                """.formatted(literals(of), rows.scope(), rows.name(), rows.from());
    }

    private static String trigger(AnnouncedTable table, String name, String event, String rows, String function) {
        return """
                CREATE OR REPLACE TRIGGER postern_%s AFTER %s ON %s REFERENCING %s TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION %s();
                """.formatted(name, event, table.name(), rows, function);
    }

    private static String whole(AnnouncedTable table, AnnouncedTable.Statements statements) {
        String events = "INSERT OR DELETE OR UPDATE OF " + String.join(", ", statements.on());
        return whole(table, "whole_" + statements.of().get(0), events, statements.of());
    }

    private static String whole(AnnouncedTable table, String name, String events, List<String> of) {
        return """
                CREATE OR REPLACE TRIGGER postern_%s AFTER %s ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION postern.announce_all(%s);
                """.formatted(name, events, table.name(), literals(of));
    }

    private static String literals(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
