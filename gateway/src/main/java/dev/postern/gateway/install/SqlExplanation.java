package dev.postern.gateway.install;

import dev.postern.gateway.install.InstallFailure.Kind;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server's refusal means to who installs. */
final class SqlExplanation {
    private static final String DEPENDANTS = "2BP01";

    private SqlExplanation() {}

    /** Of an error while connecting. */
    static InstallFailure connecting(SQLException error, boolean passwordKnown) {
        String state = state(error);
        String what = "cannot connect: " + message(error);
        if (state.equals("08004") && !passwordKnown) {
            return new InstallFailure(Kind.PASSWORD_WANTED, what);
        }
        if (state.startsWith("28")) {
            return new InstallFailure(
                    Kind.RIGHTS, what + ": correct --username and the password, or let them in by pg_hba.conf");
        }
        if (state.equals("3D000")) {
            return new InstallFailure(Kind.CONFLICT, what + ": create the database, or correct its name in the URL");
        }
        return new InstallFailure(Kind.AWAY, what + ": start PostgreSQL, or correct host and port in the URL");
    }

    /** Of an error while working. */
    static InstallFailure working(SQLException error) {
        String state = state(error);
        String what = message(error);
        if (state.startsWith("08") || state.startsWith("57P0")) {
            return new InstallFailure(Kind.AWAY, "the connection was lost: " + what + ": try again");
        }
        return switch (state) {
            case "42501" ->
                new InstallFailure(
                        Kind.RIGHTS, what + ": connect as the owner of it (--username), or have the right granted");
            case DEPENDANTS ->
                new InstallFailure(
                        Kind.CONFLICT,
                        "somebody else's objects depend on what is installed: " + detail(error)
                                + ": drop them first, and create them again afterwards");
            case "55P03", "40P01" ->
                new InstallFailure(Kind.AWAY, "somebody holds a lock on what is to change: " + what + ": try again");
            case "25006" ->
                new InstallFailure(Kind.CONFLICT, what + ": this server is a replica; name the primary with --url");
            case "42P01", "42703" ->
                new InstallFailure(
                        Kind.CONFLICT,
                        "the preset does not fit this database: " + what
                                + ": choose the one that fits (postern schema list), or set the role's search_path");
            default -> new InstallFailure(Kind.CONFLICT, what + " (SQLSTATE " + state + ")");
        };
    }

    static boolean isOfDependants(SQLException error) {
        return state(error).equals(DEPENDANTS);
    }

    private static String state(SQLException error) {
        return String.valueOf(error.getSQLState());
    }

    private static String message(SQLException error) {
        ServerErrorMessage server = server(error);
        return line(server == null ? error.getMessage() : server.getMessage());
    }

    private static String detail(SQLException error) {
        ServerErrorMessage server = server(error);
        return line(server == null ? error.getMessage() : server.getDetail());
    }

    private static @Nullable ServerErrorMessage server(SQLException error) {
        return error instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    }

    private static String line(@Nullable String text) {
        String joined = String.valueOf(text).lines().collect(Collectors.joining(", "));
        return joined.endsWith(".") ? joined.substring(0, joined.length() - 1) : joined;
    }
}
