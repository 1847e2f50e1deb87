package dev.postern.gateway.directory.sql;

import java.security.Security;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections that cannot wait for ever, from one data source. Thread-safe. */
final class Connector {

    /**
     * How long one host may take to be connected to, in seconds, the driver's smallest unit. A server on the same
     * network needs milliseconds; a black hole must not eat the patience of who waits.
     */
    static final int CONNECT_SECONDS = 1;

    /**
     * More than any answer needs: beyond it the driver stops reading, whatever a row holds. An answer of 100,000 bytes
     * for each of 256 keys is not to be expected; a batch beyond it is asked again key by key.
     */
    private static final String MAX_RESULT_BYTES = "8M";

    /**
     * How long the JVM believes a host name, in seconds. Its own 30 and 10 would keep a source down that long after a name
     * has moved, or has come to be.
     */
    private static final String RESOLVED_SECONDS = "2";

    private static final String UNRESOLVED_SECONDS = "1";

    private static final String PRIMARY = "primary";
    private static final String ANY = "any";

    static {
        // The JVM reads these once, at the first name that it resolves: this class is there before.
        Security.setProperty("networkaddress.cache.ttl", RESOLVED_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", UNRESOLVED_SECONDS);
    }

    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private final Supplier<@Nullable String> password;
    private final @Nullable String user;
    private final long statementTimeoutMillis;
    private final int silenceMillis;

    /** Connects to whatever the URL leads to. */
    Connector(DatabaseSettings settings) {
        this(settings, false);
    }

    private Connector(DatabaseSettings settings, boolean primary) {
        this.password = settings.password();
        this.user = settings.user();
        this.statementTimeoutMillis = settings.queryTimeout().toMillis();
        this.silenceMillis = silenceMillis(settings.queryTimeout());
        dataSource.setURL(settings.url());
        if (primary) {
            dataSource.setTargetServerType(PRIMARY);
        }
        String[] hosts = dataSource.getServerNames();
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        dataSource.setLoginTimeout(CONNECT_SECONDS * (hosts == null ? 1 : hosts.length));
        // Of each read while connecting: a host that takes connections and says nothing must leave time for the next
        // one.
        dataSource.setSocketTimeout(CONNECT_SECONDS);
        dataSource.setTcpKeepAlive(true);
        dataSource.setStringType("unspecified");
        // Text in both directions: numbers and times read exactly as psql and Postfix show them.
        dataSource.setBinaryTransfer(false);
        // Nothing is kept on a session before it is known to be our own.
        dataSource.setPrepareThreshold(0);
        dataSource.setAssumeMinServerVersion("9.4");
        dataSource.setMaxResultBuffer(MAX_RESULT_BYTES);
        if (Objects.equals(dataSource.getApplicationName(), PGProperty.APPLICATION_NAME.getDefaultValue())) {
            dataSource.setApplicationName("postern");
        }
    }

    /** Connects to the server that takes changes, whichever of the URL's hosts that is, for hearing of them. */
    static Connector toPrimary(DatabaseSettings settings) {
        Connector connector = new Connector(settings, true);
        // Whoever brings a factory of sockets of his own has a reason for it.
        if (connector.dataSource.getSocketFactory() == null) {
            connector.dataSource.setSocketFactory(BoundedSockets.class.getName());
        }
        return connector;
    }

    /** Connects to each of the URL's hosts, one for each connector. */
    static List<Connector> toEachHost(DatabaseSettings settings) {
        PGSimpleDataSource all = new Connector(settings).dataSource;
        String[] hosts = all.getServerNames();
        int[] ports = all.getPortNumbers();
        List<Connector> each = new ArrayList<>();
        for (int i = 0; hosts != null && ports != null && i < hosts.length; i++) {
            Connector connector = new Connector(settings);
            connector.dataSource.setServerNames(new String[] {hosts[i]});
            connector.dataSource.setPortNumbers(new int[] {ports[i]});
            connector.dataSource.setTargetServerType(ANY);
            each.add(connector);
        }
        return each;
    }

    /** A little more than a statement may take: each statement has its own, finer limit besides. */
    private static int silenceMillis(Duration queryTimeout) {
        return Math.toIntExact(queryTimeout.plusSeconds(1).toMillis());
    }

    /** Connects, in bounded time. The statements of the session end by the server's own clock too. */
    Connection open() throws SQLException {
        String name = user == null ? dataSource.getUser() : user;
        String secret = password.get();
        Connection connection = dataSource.getConnection(name, secret == null ? dataSource.getPassword() : secret);
        try {
            prepare(connection);
            connection.setNetworkTimeout(Runnable::run, silenceMillis);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private void prepare(Connection connection) throws SQLException {
        if (isPooled(connection)) {
            // The next transaction may run on another session: no statement may be kept there, nothing set.
            return;
        }
        PGConnection session = connection.unwrap(PGConnection.class);
        session.setPrepareThreshold(1);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + statementTimeoutMillis);
            if (!"on".equals(session.getParameterStatus("standard_conforming_strings"))) {
                statement.execute("SET standard_conforming_strings = on");
            }
        }
    }

    /** Whether a pooler stands between: the process that it announced is not the one that answers. */
    static boolean isPooled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
            return !row.next()
                    || row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }
}
