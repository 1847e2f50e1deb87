package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.QueryFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Makes a {@link PgsqlTable} of a file. */
final class PgsqlTableReader {

    private static final Set<String> KNOWN = Set.of(
            "hosts",
            "user",
            "password",
            "dbname",
            "encoding",
            "query",
            "select_function",
            "table",
            "select_field",
            "where_field",
            "additional_conditions",
            "domain",
            "result_format",
            "expansion_limit",
            "idle_interval",
            "retry_interval");

    private static final String NO_LIMIT = "0";
    private static final String EACH_AS_IT_IS = "%s";

    /** How Postfix cuts its lists. */
    private static final Pattern LIST = Pattern.compile("[,\\s]+");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Remarks remarks;
    private final Settings settings;

    PgsqlTableReader(QueryFile file) {
        this.remarks = new Remarks(file.path().toString());
        this.settings = PostfixSyntax.read(file.text().reveal(), remarks);
    }

    SqlFileReading<PgsqlTable> read() {
        settings.others(KNOWN)
                .forEach((name, value) -> remarks.warning(
                        value.line(), name + " is no parameter of pgsql_table(5) and not used", "take it out"));
        Optional<SettingText> query = query();
        SettingText format = settings.find("result_format").orElse(SettingText.of(EACH_AS_IT_IS, 1));
        if (format.text().isEmpty()) {
            remarks.problem(format.line(), "result_format is empty", "write %s, or take it out");
        }
        List<String> domains = domains();
        int limit = expansionLimit();
        checkEncoding();
        Optional<LibpqTarget> target = target();
        return remarks.reading(() -> new PgsqlTable(query.orElseThrow(), format, domains, limit, target.orElseThrow()));
    }

    private Optional<SettingText> query() {
        Optional<SettingText> written = settings.find("query");
        if (written.isPresent()) {
            return written;
        }
        Optional<SettingText> function = settings.find("select_function");
        if (function.isPresent()) {
            int line = function.get().line();
            return Optional.of(
                    SettingText.of("SELECT ", line).plus(function.get()).plus("('%s')", line));
        }
        return queryOfParts();
    }

    private Optional<SettingText> queryOfParts() {
        List<String> missing = new ArrayList<>();
        for (String part : List.of("table", "select_field", "where_field")) {
            if (settings.text(part, "").isEmpty()) {
                missing.add(part);
            }
        }
        if (!missing.isEmpty()) {
            remarks.problem(
                    settings.line("table"),
                    "there is no query, and no " + String.join(", no ", missing) + " to make one of",
                    "write query = SELECT …");
            return Optional.empty();
        }
        SettingText where = settings.find("where_field").orElseThrow();
        SettingText query = SettingText.of("SELECT ", where.line())
                .plus(settings.find("select_field").orElseThrow())
                .plus(" FROM ", where.line())
                .plus(settings.find("table").orElseThrow())
                .plus(" WHERE ", where.line())
                .plus(where)
                .plus(" = '%s' ", where.line());
        return Optional.of(
                settings.find("additional_conditions").map(query::plus).orElse(query));
    }

    private int expansionLimit() {
        String limit = settings.text("expansion_limit", NO_LIMIT);
        if (!NUMBER.matcher(limit).matches()) {
            remarks.problem(
                    settings.line("expansion_limit"),
                    "expansion_limit is no number of elements",
                    "write a number, 0 for no limit");
            return 0;
        }
        return Integer.parseInt(limit);
    }

    private List<String> domains() {
        List<String> patterns = listOf("domain");
        for (String pattern : patterns) {
            String name = pattern.replaceFirst("^!+", "");
            if (name.startsWith("/") || name.contains(":")) {
                remarks.problem(
                        settings.line("domain"),
                        "domain names " + name + ", a file or a table, which Postern does not open",
                        "write the domains themselves, or take the parameter out: it only saves queries");
            }
        }
        return patterns;
    }

    private void checkEncoding() {
        String encoding = settings.text("encoding", "UTF8");
        if (!encoding.replace("-", "").equalsIgnoreCase("utf8")) {
            remarks.warning(settings.line("encoding"), "encoding is not used: Postern talks UTF-8", "take it out");
        }
    }

    private List<String> listOf(String name) {
        return LIST.splitAsStream(settings.text(name, ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Optional<LibpqTarget> target() {
        List<String> hosts = listOf("hosts");
        int line = settings.line("hosts");
        BiConsumer<String, String> problem = (what, hint) -> remarks.problem(line, "hosts: " + what, hint);
        LibpqParameters parameters = new LibpqParameters(problem);
        boolean uri = hosts.stream().anyMatch(ConnectionUri::isOne);
        if (uri && hosts.size() > 1) {
            remarks.problem(line, "hosts has a URI beside others", "write one URI alone, or each host as HOST:PORT");
            return Optional.empty();
        }
        if (uri) {
            return ConnectionUri.read(hosts.get(0), parameters, problem) ? parameters.target() : Optional.empty();
        }
        (hosts.isEmpty() ? List.of("localhost") : hosts).forEach(host -> putHost(host, parameters));
        parameters.put("user", settings.text("user", ""));
        parameters.put("password", settings.text("password", ""));
        if (settings.text("dbname", "").isEmpty()) {
            remarks.problem(settings.line("dbname"), "there is no dbname", "write dbname = …");
        }
        parameters.put("dbname", settings.text("dbname", ""));
        return parameters.target();
    }

    /** Postfix drops the prefixes and tells sockets by their first character. */
    private static void putHost(String written, LibpqParameters into) {
        String host = written.startsWith("unix:") || written.startsWith("inet:")
                ? written.substring("unix:".length())
                : written;
        int colon = host.lastIndexOf(':');
        into.put("host", colon < 0 || host.endsWith("]") ? host : host.substring(0, colon));
        into.put("port", colon < 0 || host.endsWith("]") ? "" : host.substring(colon + 1));
    }
}
