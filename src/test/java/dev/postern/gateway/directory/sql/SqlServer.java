package dev.postern.gateway.directory.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The embedded server that all tests of this package share. */
final class SqlServer {
    private static final EmbeddedPostgres SERVER = start();

    private SqlServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    static String url() {
        return url("postgres");
    }

    static String url(String user) {
        return SERVER.getJdbcUrl(user, "postgres");
    }

    static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
