package dev.postern.gateway.cli;

import dev.postern.gateway.Plan;
import dev.postern.gateway.PlanMaker;
import dev.postern.gateway.Served;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.EffectiveConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code -c FILE}, and what it leads to. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets required options
    private Path file;

    /** A configuration that can be served, as far as can be told without the database. */
    record Loaded(GatewayConfig config, EffectiveConfig effective, Plan plan) {

        /**
         * What is to be served. Reads the file of the site's secret, and makes it if there is none.
         *
         * @param otherwise the secret, where the configuration names no file
         */
        Served served(SiteSecret otherwise) {
            Path file = config.auth().secretFile();
            try {
                return new Served(config, plan, file == null ? otherwise : SiteSecret.of(file));
            } catch (IOException unusable) {
                throw refused(List.of(effective.problemAt(
                        "auth.secretFile",
                        "auth.secretFile: " + file + " " + unusable.getMessage(),
                        "name a file in a folder that the gateway may write to, as /var/lib/postern/secret")));
            }
        }
    }

    /** Reads the file; all its problems at once are a {@link CommandFailure}. */
    Loaded load() {
        return load(file);
    }

    Path file() {
        return file;
    }

    static Loaded load(Path file) {
        ConfigReading reading = ConfigReader.ofThisProcess().read(file);
        if (reading instanceof ConfigReading.Refused refused) {
            throw refused(refused.problems());
        }
        ConfigReading.Accepted accepted = (ConfigReading.Accepted) reading;
        Plan.Attempt attempt = PlanMaker.plan(accepted.config(), accepted.effective());
        Plan plan = attempt.plan().orElseThrow(() -> refused(attempt.problems()));
        return new Loaded(plan.counting(accepted.config()), accepted.effective(), plan);
    }

    private static CommandFailure refused(List<Problem> problems) {
        return new CommandFailure(
                ExitCode.CONFIG, problems.stream().map(Problem::toString).toList());
    }
}
