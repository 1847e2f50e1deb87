package dev.postern.gateway.cli;

import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginClock;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.sasl.Secret;
import io.netty.util.NetUtil;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code postern auth}: tries a login. */
@Command(
        name = "auth",
        description = {
            "Tries a login with a password, and says what the gateway would say of it, and why.",
            "The password is typed, hidden, or the first line of standard input. Asks the database, not a running gateway."
        },
        footer = {
            "",
            "Exit: 0 granted, 65 no usable password was given, 75 it cannot be told (the",
            "database is away, the row cannot be used), 77 refused, 78 misconfigured."
        })
final class AuthCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Logs in to this service: smtp, imap, pop3 … (default: smtp).")
    private String service = "smtp";

    @Option(
            names = "--remote",
            paramLabel = "IP",
            description = "Logs in from this address, as allow_nets sees it (default: from none).")
    private String remote = "";

    @Option(names = "--secured", description = "Logs in over TLS, which auth.requireSecured may demand.")
    private boolean secured;

    @Parameters(paramLabel = "USER", description = "The login name.")
    @SuppressWarnings("NullAway.Init") // picocli sets required parameters
    private String user;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!remote.isEmpty() && !NetUtil.isValidIpV4Address(remote) && !NetUtil.isValidIpV6Address(remote)) {
            throw new ParameterException(spec.commandLine(), "--remote takes an IP address");
        }
        ConfigOption.Loaded loaded = config.load();
        if (loaded.plan().passdb() == null) {
            throw new CommandFailure(
                    ExitCode.CONFIG,
                    "postern: " + config.file() + ": nobody can log in; name a schema or write passdb.query");
        }
        Secret password = new PasswordInput(spec.commandLine().getErr()).known("Password: ");
        try (WitnessedPasswords passwords =
                new WitnessedPasswords(loaded.config().auth())) {
            LoginOutcome outcome = login(loaded, passwords, password);
            new LoginReport(loaded, attempt(), passwords)
                    .lines(outcome)
                    .forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
    }

    private LoginAttempt attempt() {
        return new LoginAttempt("PLAIN", service, remote, "", secured);
    }

    private LoginOutcome login(ConfigOption.Loaded loaded, WitnessedPasswords witnessed, Secret password) {
        return Answers.ask(
                loaded,
                backend -> new Authenticator(
                                loaded.config().auth(),
                                loaded.config().masterdb(),
                                backend.accounts(),
                                witnessed,
                                new LoginClock(loaded.config().database().queryTimeout(), System::nanoTime))
                        .login(attempt(), user, "", password));
    }
}
