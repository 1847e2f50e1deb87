package dev.postern.gateway.cli;

import dev.postern.gateway.auth.AccountFields;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.UserNames;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code postern user}: the userdb fields. */
@Command(
        name = "user",
        description =
                "Prints a user's mail settings, as Dovecot would get them. Asks the database, not a running gateway.",
        footer = {"", "Exit: 0 found, 67 unknown, 75 the database is away, 78 misconfigured."})
final class UserCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--service", paramLabel = "NAME", description = "Asks as this service does (default: doveadm).")
    private String service = "doveadm";

    @Parameters(paramLabel = "USER", description = "The login name.")
    @SuppressWarnings("NullAway.Init") // picocli sets required parameters
    private String user;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigOption.Loaded loaded = config.load();
        String name = UserNames.of(loaded.config().auth())
                .normalise(user)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NO_USER, "postern: no account can be called " + user + "; see auth.usernameChars"));
        AccountQuery query = new LoginAttempt("", service, "", "", false).query(name);
        AccountResult answer =
                Answers.ask(loaded, backend -> backend.accounts().userdb(query, Answers.deadline(loaded)));
        if (answer instanceof AccountResult.Account account) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("user=" + AccountFields.finalName(name, account.fields()));
            AccountFields.outer(account.fields()).forEach((field, value) -> out.println(field + "=" + value));
            return ExitCode.OK;
        }
        throw new CommandFailure(ExitCode.NO_USER, "postern: " + name + ": no such user");
    }
}
