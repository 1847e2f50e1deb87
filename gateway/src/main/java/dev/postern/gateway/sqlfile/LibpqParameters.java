package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keywords of a libpq connection string, sorted into what pgjdbc can do with them. */
final class LibpqParameters {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /** What a connection is, and in which of pgjdbc's words. */
    private static final Map<String, String> TRANSLATED = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "application_name", "ApplicationName",
            "fallback_application_name", "ApplicationName",
            "options", "options");

    /** What Postern decides by itself. */
    private static final Set<String> PASSED_OVER = Set.of(
            "connect_timeout",
            "client_encoding",
            "keepalives",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "maxconns");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private final BiConsumer<String, String> problem;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private @Nullable String dbname;
    private @Nullable String user;
    private @Nullable String password;
    private boolean refused;

    /** @param problem is told what is wrong and what to do */
    LibpqParameters(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    void put(String keyword, String value) {
        switch (keyword) {
            case "host", "hostaddr" -> hosts.addAll(List.of(value.split(",", -1)));
            case "port" -> ports.addAll(List.of(value.split(",", -1)));
            case "dbname" -> dbname = value;
            case "user" -> user = value;
            case "password" -> password = value;
            case "target_session_attrs" -> serverType(value);
            default -> other(keyword, value);
        }
    }

    private void serverType(String wanted) {
        String type = SERVER_TYPES.get(wanted);
        if (type == null) {
            refuse("target_session_attrs=" + wanted + " is not known", "write one of read-write, standby, any");
        } else {
            parameters.put("targetServerType", type);
        }
    }

    private void other(String keyword, String value) {
        String translated = TRANSLATED.get(keyword);
        if (translated != null) {
            parameters.put(translated, value);
        } else if (!PASSED_OVER.contains(keyword)) {
            refuse("the driver has no equivalent of " + keyword, "take it out, or write the query into postern.yaml");
        }
    }

    /** What they name; empty after a problem. */
    Optional<LibpqTarget> target() {
        List<String> where = addresses();
        if (user == null || user.isEmpty()) {
            refuse("no user is named, and libpq's own default would be another one here", "add the user");
        }
        if (refused || user == null) {
            return Optional.empty();
        }
        String database = dbname == null || dbname.isEmpty() ? user : dbname;
        SecretText secret = password == null || password.isEmpty() ? null : new SecretText(password);
        return Optional.of(new LibpqTarget(where, database, user, secret, parameters));
    }

    private List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        if (hosts.isEmpty()) {
            refuseSocket("no host is named, which means the unix socket");
        }
        for (int i = 0; i < hosts.size(); i++) {
            String host = hosts.get(i);
            String port = ports.isEmpty() ? "" : ports.get(Math.min(i, ports.size() - 1));
            if (host.isEmpty() || host.startsWith("/") || host.startsWith("@")) {
                refuseSocket((host.isEmpty() ? "an empty host" : host) + " is a unix socket");
            } else if (IPV6.matcher(host).matches()) {
                addresses.add("[" + host + "]:" + port(port));
            } else if (HOST.matcher(host).matches()) {
                addresses.add(host + ":" + port(port));
            } else {
                refuse("'" + host + "' is no name of a host", "write HOST or HOST:PORT");
            }
        }
        return addresses;
    }

    private String port(String port) {
        if (port.isEmpty()) {
            return LibpqTarget.DEFAULT_PORT;
        }
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
            refuse("'" + port + "' is no port", "write a number from 1 to 65535");
        }
        return port;
    }

    private void refuseSocket(String what) {
        refuse(
                what + ", and the driver has TCP only",
                "write localhost in its place, which the other program understands too, and let pg_hba.conf admit the"
                        + " user from there");
    }

    private void refuse(String what, String hint) {
        refused = true;
        problem.accept(what, hint);
    }
}
