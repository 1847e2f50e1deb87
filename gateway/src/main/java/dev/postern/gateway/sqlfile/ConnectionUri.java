package dev.postern.gateway.sqlfile;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads libpq's URIs: {@code postgresql://user:password@host1:5432,host2/dbname?sslmode=require}. */
final class ConnectionUri {

    private static final Pattern URI = Pattern.compile(
            "postgres(?:ql)?://"
                    + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?]*)(?:/(?<dbname>[^?]*))?(?:\\?(?<more>.*))?");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?<host>\\[[^]]*]|[^:]*)(?::(?<port>.*))?");

    private ConnectionUri() {}

    static boolean isOne(String text) {
        return text.startsWith("postgresql:") || text.startsWith("postgres:");
    }

    /**
     * Reads one.
     *
     * @param problem is told what is wrong and what to do; never the URI, which may hold the password
     * @return whether it could be read
     */
    static boolean read(String text, LibpqParameters into, BiConsumer<String, String> problem) {
        Matcher uri = URI.matcher(text);
        if (!uri.matches()) {
            problem.accept("the URI is not of the form postgresql://USER@HOST:PORT/DBNAME", "mend it");
            return false;
        }
        put(uri, "user", into);
        put(uri, "password", into);
        put(uri, "dbname", into);
        String hosts = uri.group("hosts");
        if (!hosts.isEmpty()) {
            hosts(hosts, into);
        }
        String more = uri.group("more");
        if (more != null && !more.isEmpty()) {
            for (String parameter : more.split("&", -1)) {
                int equals = parameter.indexOf('=');
                into.put(
                        decoded(parameter.substring(0, Math.max(0, equals))), decoded(parameter.substring(equals + 1)));
            }
        }
        return true;
    }

    private static void hosts(String hosts, LibpqParameters into) {
        for (String each : hosts.split(",", -1)) {
            Matcher host = HOST_AND_PORT.matcher(each);
            if (host.matches()) {
                into.put("host", decoded(host.group("host")));
                into.put("port", host.group("port") == null ? "" : host.group("port"));
            }
        }
    }

    private static void put(Matcher uri, String keyword, LibpqParameters into) {
        String value = uri.group(keyword);
        if (value != null && !value.isEmpty()) {
            into.put(keyword, decoded(value));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException lonePercent) {
            return text;
        }
    }
}
