package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.machine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real {@code doveadm}, asking any auth socket. Exit codes: 0 success, 67 unknown user, 75 temporary, 77 refused;
 * {@code auth test} exits 77 for a refusal with {@code code=temp_fail}, too, and shows the code.
 *
 * @param configuration its file
 */
public record Doveadm(Path configuration) {

    /** With nothing but what the command needs. */
    public static Doveadm in(Workspace workspace) throws IOException {
        Path folder = workspace.folder("doveadm");
        return new Doveadm(workspace.write(
                "doveadm/dovecot.conf",
                "base_dir = " + folder + "\nstate_dir = " + folder
                        + "\nssl = no\nprotocols =\nlog_path = /dev/stderr\n"));
    }

    /** Tries a login with PLAIN. */
    public CommandResult authTest(Path socket, String user, String password) {
        return run("auth", "test", "-a", socket.toString(), user, UsedPasswords.use(password));
    }

    /** Tries a login with PLAIN, of a connection that {@code info} describes: {@code service=imap}, {@code secured} … */
    public CommandResult authTest(Path socket, List<String> info, String user, String password) {
        Stream<String> described = info.stream().flatMap(word -> Stream.of("-x", word));
        return run(Stream.of(
                        Stream.of("auth", "test", "-a", socket.toString()),
                        described,
                        Stream.of(user, UsedPasswords.use(password)))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    /** Asks for the fields of a user of a service, without making a mail user of them. */
    public CommandResult user(Path socket, String service, String user) {
        return run("user", "-u", "-a", socket.toString(), "-x", "service=" + service, user);
    }

    /** Asks for a user's fields, without making a mail user of them. */
    public CommandResult user(Path socket, String user) {
        return run("user", "-u", "-a", socket.toString(), user);
    }

    /** Lists the users whose names match. */
    public CommandResult users(Path socket, String mask) {
        return run("user", "-a", socket.toString(), mask);
    }

    /** Logs in as a login process does, and takes the login over as a mail process does. */
    public CommandResult authLogin(Path login, Path master, String user, String password) {
        return run("auth", "login", "-a", login.toString(), "-m", master.toString(), user, UsedPasswords.use(password));
    }

    /** Makes or verifies a password column, or lists the schemes. */
    public CommandResult pw(String... arguments) {
        return run(Stream.concat(Stream.of("pw"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Runs any other command: with no socket named, it asks where its configuration says. */
    public CommandResult run(String... arguments) {
        List<String> words = Stream.concat(Stream.of("-c", configuration.toString()), Stream.of(arguments))
                .toList();
        return Command.of("doveadm", words.toArray(String[]::new)).run();
    }
}
