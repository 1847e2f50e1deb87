package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.ConfigReading.Accepted;
import dev.postern.gateway.config.FileContents;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files that an operator copies belong together. */
class DeploymentTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path CREDENTIALS = Path.of("/run/credentials/postern.service");
    private static final Path CREDENTIAL = CREDENTIALS.resolve("db");

    private static String read(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    /** As the unit has it read: its credentials are where systemd puts them. */
    private static Accepted sample() {
        FileContents files = file -> file.equals(CREDENTIAL)
                ? "secret\n".getBytes(StandardCharsets.UTF_8)
                : FileContents.ofFileSystem().read(file);
        ConfigReading reading = new ConfigReader(
                        name -> name.equals("CREDENTIALS_DIRECTORY") ? CREDENTIALS.toString() : null, files)
                .read(DEPLOY.resolve("postern.yaml"));
        assertThat(reading).isInstanceOf(Accepted.class);
        return (Accepted) reading;
    }

    private static List<Path> sockets() {
        return sample().config().listeners().stream()
                .map(listener -> ((ListenAddress.Unix) listener.address()).path())
                .toList();
    }

    @Test
    void theSampleConfigurationCanBeServed() {
        Accepted sample = sample();
        assertThat(PlanMaker.plan(sample.config(), sample.effective()).problems())
                .isEmpty();
        assertThat(sample.config().database().password()).isEqualTo(new SecretText("secret"));
    }

    @Test
    void theUnitMayWriteWhereTheSampleListens() throws IOException {
        String unit = read("systemd/postern.service");
        String folder = "/var/spool/postfix/postern";
        assertThat(sockets())
                .allSatisfy(socket -> assertThat(socket.getParent()).isEqualTo(Path.of(folder)));
        assertThat(unit).contains("ReadWritePaths=" + folder, "serve -c /etc/postern/postern.yaml");
        assertThat(read("tmpfiles.d/postern.conf")).contains("d " + folder + " 0750 postern postfix");
        assertThat(unit).contains("User=postern", "SupplementaryGroups=postfix");
        assertThat(read("sysusers.d/postern.conf")).contains("u postern ");
    }

    @Test
    void theUnitSuitsWhatItRuns() throws IOException {
        assertThat(read("systemd/postern.service").lines())
                .as("an smtpd that finds no auth server is throttled for a minute")
                .contains("Before=postfix.service postfix@-.service dovecot.service")
                .as("systemd hears of starts, reloads and stops")
                .contains("Type=notify", "ExecReload=/bin/kill -HUP $MAINPID")
                .as("a wrong configuration does not mend itself")
                .contains("RestartPreventExitStatus=78")
                .as("the secret of the site is kept")
                .contains("StateDirectory=postern")
                .as("a JVM compiles while it runs")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute="));
        assertThat(sample().config().auth().secretFile()).isEqualTo(Path.of("/var/lib/postern/secret"));
    }

    @Test
    void postfixNamesTheSocketsOfTheSample() throws IOException {
        String main = read("postfix/main.cf.example");
        assertThat(sockets())
                .extracting(socket ->
                        Path.of("/var/spool/postfix").relativize(socket).toString())
                .containsExactly("postern/socketmap", "postern/auth");
        assertThat(main).contains("socketmap:unix:postern/socketmap\n", "smtpd_sasl_path = postern/auth\n");
    }
}
