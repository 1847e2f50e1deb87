package dev.postern.gateway.directory.sql;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;

/** The database that all tests of this package share; it goes with its server. */
final class SqlServer {
    static final Database DATABASE = Database.ofSampleSite();

    private SqlServer() {}

    static int port() {
        return DATABASE.server().port();
    }

    static String url() {
        return url(PostgresServer.SUPERUSER);
    }

    static String url(String user) {
        return DATABASE.url() + "?user=" + user;
    }

    static void execute(String sql) {
        DATABASE.execute(sql);
    }
}
