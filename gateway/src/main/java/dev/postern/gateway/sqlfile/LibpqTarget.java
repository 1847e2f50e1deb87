package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A database as programs on libpq name it, told in pgjdbc's words.
 *
 * @param hosts {@code HOST:PORT} each; of several, connections take one at random
 * @param dbname which database of theirs
 * @param user who asks
 * @param password null: none, or as a {@code .pgpass} file says
 * @param parameters of pgjdbc's URL
 */
public record LibpqTarget(
        List<String> hosts,
        String dbname,
        String user,
        @Nullable SecretText password,
        Map<String, String> parameters) {

    /** PostgreSQL's own. */
    static final String DEFAULT_PORT = "5432";

    /** Copies its collections. */
    public LibpqTarget {
        hosts = List.copyOf(hosts);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The same database as a source of Postern's, asked as hard as {@code model} is. */
    public DatabaseConfig database(DatabaseConfig model) {
        return new DatabaseConfig(new JdbcUrl(url()), user, password, model.connections(), model.queryTimeout());
    }

    /**
     * Whether {@code database} is this one: then its connections serve.
     *
     * <p>Told from the texts. A name and its address count as two databases, and so do other parameters.
     */
    public boolean isThe(DatabaseConfig database) {
        DatabaseConfig same = database(database);
        return withPort(database.url().text()).equals(same.url().text())
                && user.equals(database.username())
                && Objects.equals(password, database.password());
    }

    private static String withPort(String url) {
        return url.replaceFirst("^(jdbc:postgresql://[^:/,?]+)/", "$1:" + DEFAULT_PORT + "/");
    }

    private String url() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(String.join(",", hosts))
                .append('/')
                .append(encoded(dbname));
        Map<String, String> all = new TreeMap<>(parameters);
        if (hosts.size() > 1) {
            all.putIfAbsent("loadBalanceHosts", "true");
        }
        char separator = '?';
        for (Map.Entry<String, String> parameter : all.entrySet()) {
            url.append(separator).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            separator = '&';
        }
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
