package dev.postern.gateway.install;

import dev.postern.gateway.config.SecretText;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How somebody connects who may create things.
 *
 * @param url as pgjdbc takes it
 * @param user null: as the URL or the driver's defaults say
 * @param password null: as the URL or a {@code .pgpass} file says
 */
public record OwnerAccess(
        String url, @Nullable String user, @Nullable SecretText password) {

    /** For a person who waits at a terminal. */
    private static final int CONNECT_SECONDS = 10;

    /** Views are created in milliseconds; locks are waited for 5 s. */
    private static final int ANSWER_SECONDS = 60;

    /** The same with a password. */
    public OwnerAccess with(SecretText typed) {
        return new OwnerAccess(url, user, typed);
    }

    /** A connection in a transaction that ends with it, unless it is committed. */
    Connection open() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setApplicationName("postern schema");
        Connection connection = source.getConnection(
                user == null ? source.getUser() : user, password == null ? source.getPassword() : password.reveal());
        connection.setAutoCommit(false);
        return connection;
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "OwnerAccess[user=" + user + "]";
    }
}
