package dev.postern.gateway.cli;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.FileContents;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.install.InstallFailure;
import dev.postern.gateway.install.OwnerAccess;
import dev.postern.gateway.install.SchemaInstaller;
import dev.postern.sasl.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database is changed, and as whom: a gateway's own role may only read. */
final class OwnerOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file, whose database it is.")
    private @Nullable Path file;

    @Option(names = "--url", paramLabel = "URL", description = "Another database: jdbc:postgresql://HOST:PORT/NAME.")
    private @Nullable String url;

    @Option(
            names = "--username",
            paramLabel = "ROLE",
            description = "Connects as this role, the owner of the tables, say. Its password is asked for where the"
                    + " server wants one.")
    private @Nullable String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Takes the password from the first line of this file.")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Something that is done to the database, and what was done in a line. */
    @FunctionalInterface
    interface Work {
        String run(SchemaInstaller installer) throws InstallFailure;
    }

    /** Does it, and prints what was done; asks for a password if the server wants one. */
    void print(Work work) {
        OwnerAccess access = access();
        try {
            spec.commandLine().getOut().println(run(work, access));
        } catch (InstallFailure failure) {
            throw new CommandFailure(exitCode(failure.kind()), "postern: " + failure.getMessage());
        }
    }

    private String run(Work work, OwnerAccess access) throws InstallFailure {
        try {
            return work.run(new SchemaInstaller(access));
        } catch (InstallFailure failure) {
            if (failure.kind() != InstallFailure.Kind.PASSWORD_WANTED) {
                throw failure;
            }
            return work.run(new SchemaInstaller(access.with(ask(access.user()))));
        }
    }

    private SecretText ask(@Nullable String user) {
        PrintWriter err = spec.commandLine().getErr();
        Secret typed = new PasswordInput(err).known("Password" + (user == null ? "" : " of " + user) + ": ");
        SecretText password = new SecretText(new String(typed.copy(), StandardCharsets.UTF_8));
        typed.wipe();
        return password;
    }

    private static int exitCode(InstallFailure.Kind kind) {
        return switch (kind) {
            case AWAY -> ExitCode.TEMPORARY;
            case RIGHTS, PASSWORD_WANTED -> ExitCode.REFUSED;
            case CONFLICT -> ExitCode.CONFIG;
        };
    }

    /** The role that serves from this database, as the file says. */
    Optional<String> servingRole() {
        return database().map(DatabaseConfig::username);
    }

    private Optional<DatabaseConfig> database() {
        return Optional.ofNullable(file)
                .map(known -> ConfigOption.load(known).config().database());
    }

    private OwnerAccess access() {
        Optional<DatabaseConfig> database = database();
        String where = url != null
                ? url
                : database.map(known -> known.url().text())
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "say which database: -c FILE, or --url URL"));
        try {
            JdbcUrl checked = new JdbcUrl(where);
            return access(checked.text(), database);
        } catch (IllegalArgumentException notOurs) {
            throw new ParameterException(spec.commandLine(), "--url is " + notOurs.getMessage());
        }
    }

    /** A password in the file is that of the role in the file. */
    private OwnerAccess access(String where, Optional<DatabaseConfig> database) {
        SecretText password = passwordFile == null ? null : read(passwordFile);
        if (username != null) {
            return new OwnerAccess(where, username, password);
        }
        return new OwnerAccess(
                where,
                database.map(DatabaseConfig::username).orElse(null),
                password != null
                        ? password
                        : database.map(DatabaseConfig::password).orElse(null));
    }

    private static SecretText read(Path file) {
        try {
            String text = new String(FileContents.ofFileSystem().read(file), StandardCharsets.UTF_8);
            return new SecretText(text.lines().findFirst().orElse(""));
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(ExitCode.CONFIG, "postern: " + file + " does not exist; correct --password-file");
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.CONFIG,
                    "postern: " + file + " cannot be read (" + unreadable.getMessage() + "); correct --password-file");
        }
    }
}
