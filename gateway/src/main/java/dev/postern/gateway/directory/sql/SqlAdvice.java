package dev.postern.gateway.directory.sql;

import java.sql.SQLException;

/** What an operator can do about an error, by its SQLSTATE. */
final class SqlAdvice {

    private SqlAdvice() {}

    static String cannotConnect(SQLException failure) {
        return "cannot connect: " + SqlFailure.text(failure) + ": " + connecting(state(failure));
    }

    private static String connecting(String state) {
        return switch (state) {
            case "28P01" -> "correct database.username or database.password";
            case "28000" -> "correct database.username, or let this host and role in by pg_hba.conf";
            case "3D000" -> "create the database, or correct its name in database.url";
            case "53300" -> "raise max_connections or the role's limit, or lower database.connections";
            case "57P03" -> "wait until the server has started";
            default -> "start PostgreSQL, or correct host and port in database.url";
        };
    }

    static String brokenQuery(SQLException failure) {
        return SqlFailure.text(failure) + ": " + querying(state(failure));
    }

    private static String querying(String state) {
        return switch (state) {
            case "42P01", "3F000" -> "create the table or view, correct the query, or choose the preset that fits";
            case "42703" -> "add the column, correct the query, or choose the preset that fits";
            case "42501" -> "GRANT the right (SELECT on tables and views, USAGE on their schema) to database.username";
            case "42883" ->
                "correct the query: the function does not exist, or the types do not fit its operator or it";
            case "42601" -> "correct the query";
            case "42P18" -> "write CAST('…' AS type) around the literal";
            default -> "try the query in psql, as the role in database.username";
        };
    }

    private static String state(SQLException failure) {
        return String.valueOf(failure.getSQLState());
    }
}
