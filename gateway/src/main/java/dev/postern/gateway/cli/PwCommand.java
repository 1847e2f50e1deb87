package dev.postern.gateway.cli;

import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.PasswordGenerator;
import dev.postern.gateway.password.PasswordVerifier;
import dev.postern.gateway.password.StoredPassword;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.password.Verdict;
import dev.postern.gateway.password.VerifierLimits;
import dev.postern.sasl.Secret;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code postern pw}: makes and verifies password columns. */
@Command(
        name = "pw",
        description = {
            "Prints a password as the password column holds it, for every Dovecot from 2.3 on.",
            "The password is typed, twice and hidden, or the first line of standard input."
        },
        footer = {
            "",
            "Exit: 0 made or verified, 65 the password cannot be used, 77 it does not match,",
            "78 what is stored cannot be verified at all."
        })
final class PwCommand implements Callable<Integer> {

    @Option(
            names = {"-s", "--scheme"},
            paramLabel = "SCHEME",
            description = "How it is stored (default: SHA512-CRYPT). With -t: how one without {SCHEME} is stored"
                    + " (default: CRYPT).")
    private @Nullable String scheme;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The login name; DIGEST-MD5 needs it.")
    private String user = "";

    @Option(
            names = {"-r", "--rounds"},
            paramLabel = "ROUNDS",
            description = "How slow it is to guess: rounds of SHA-crypt, PBKDF2, SCRAM; for BLF-CRYPT the cost.")
    private @Nullable Integer rounds;

    @Option(
            names = {"-t", "--test"},
            paramLabel = "HASH",
            description = "Verifies the password against a stored one. Quote it: the shell replaces $6.")
    private @Nullable String stored;

    @Option(
            names = {"-l", "--list"},
            description = "Lists the schemes that can be made.")
    private boolean list;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (list) {
            PasswordGenerator.schemes().forEach(spec.commandLine().getOut()::println);
        } else if (stored != null) {
            return verify(stored);
        } else {
            make();
        }
        return ExitCode.OK;
    }

    private void make() {
        String wanted = scheme == null ? PasswordGenerator.DEFAULT_SCHEME : scheme;
        OptionalInt count = rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds);
        try {
            PasswordGenerator.check(wanted, count, user);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(spec.commandLine(), impossible.getMessage());
        }
        Secret password = new PasswordInput(spec.commandLine().getErr()).chosen();
        try {
            String column = new PasswordGenerator().generate(wanted, count, user, password.copy());
            spec.commandLine().getOut().println(column);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailure(ExitCode.DATA, "postern: " + unusable.getMessage());
        } finally {
            password.wipe();
        }
    }

    private int verify(String column) {
        String otherwise = scheme == null ? "CRYPT" : scheme;
        if (rounds != null || !StoredPasswordParser.isScheme(otherwise)) {
            throw new ParameterException(
                    spec.commandLine(),
                    rounds != null ? "-r goes with making a password, not with -t" : "there is no scheme " + otherwise);
        }
        StoredPassword parsed = new StoredPasswordParser(otherwise, HashLimits.defaults()).parse(column);
        if (!(parsed instanceof Usable usable)) {
            throw new CommandFailure(
                    ExitCode.CONFIG,
                    "postern: cannot be verified: " + ((StoredPassword.Problem) parsed).detail()
                            + "; write it in single quotes, so that the shell leaves its $ alone");
        }
        return report(usable, judge(usable));
    }

    private Verdict judge(Usable usable) {
        Secret password = new PasswordInput(spec.commandLine().getErr()).known("Password: ");
        try (PasswordVerifier verifier = new PasswordVerifier(VerifierLimits.of(1, VerifierLimits.USUAL_MEBIBYTES))) {
            return verifier.verify(usable, user, password.copy())
                    .toCompletableFuture()
                    .join();
        } finally {
            password.wipe();
        }
    }

    private int report(Usable usable, Verdict verdict) {
        if (verdict instanceof Verdict.Match) {
            spec.commandLine().getOut().println("verified, " + usable.scheme());
            return ExitCode.OK;
        }
        if (verdict instanceof Verdict.Mismatch) {
            throw new CommandFailure(ExitCode.REFUSED, "postern: the password does not match");
        }
        String why = verdict instanceof Verdict.Unusable unusable ? unusable.detail() : "too much to do";
        throw new CommandFailure(ExitCode.CONFIG, "postern: cannot be verified: " + why);
    }
}
