package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Programs;
import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit as systemd itself reads it; nothing is started. */
class SystemdUnitTest {

    /** The first that looks at files alone. */
    private static final int OLDEST = 250;

    /** In tenths; systemd calls everything up to 25 "OK", and a unit without hardening has 96. */
    private static final String MOST_EXPOSED = "20";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void needsSystemd() {
        assumeTrue(Programs.find("systemd-analyze").isPresent(), "systemd-analyze is not installed");
        Matcher version =
                Pattern.compile("systemd (\\d+)").matcher(analyze("--version").out());
        assumeTrue(version.find() && Integer.parseInt(version.group(1)) >= OLDEST, "systemd is older than " + OLDEST);
    }

    private static CommandResult analyze(String... arguments) {
        return Command.of("systemd-analyze", arguments).run();
    }

    /** The unit of this checkout, as if it stood where the unit expects it. */
    private String unit() throws IOException {
        String text = Files.readString(Launcher.ROOT.resolve("deploy/systemd/postern.service"));
        Path unit = folder.resolve("postern.service");
        return Files.writeString(unit, text.replace("/opt/postern/postern", Launcher.path()))
                .toString();
    }

    @Test
    void isUnderstoodWithoutAWarning() throws IOException {
        CommandResult result = analyze("verify", "--man=no", unit());
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    void exposesLittle() throws IOException {
        CommandResult result = analyze("security", "--offline=yes", "--threshold=" + MOST_EXPOSED, unit());
        assertThat(result.exit()).as("%s", result).isZero();
    }
}
