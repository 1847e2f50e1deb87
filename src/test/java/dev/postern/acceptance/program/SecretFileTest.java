package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What somebody sees who asks for users who do not exist, before and after a restart. */
class SecretFileTest {
    private static final int WRONG_CONFIGURATION = 78;

    @AutoClose
    private static final Database DATABASE = Database.ofSampleSite();

    @AutoClose
    private final Workspace workspace;

    private final SampleGateway gateway;
    private final Path secret;

    SecretFileTest() throws IOException {
        workspace = Workspace.create();
        gateway = SampleGateway.of(workspace, DATABASE);
        secret = workspace.path().resolve("secret");
    }

    /** Salt and iteration count, as SCRAM tells them to whoever says who they are. */
    private String challenge(String user) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.authClient())) {
            while (!connection.readUntil('\n').equals("DONE\n")) {
                // the greeting goes on
            }
            byte[] message = ("n,,n=" + user + ",r=nonce").getBytes(StandardCharsets.US_ASCII);
            connection.send("VERSION\t1\t2\nCPID\t4711\nAUTH\t1\tSCRAM-SHA-256\tservice=imap\tresp="
                    + Base64.getEncoder().encodeToString(message) + "\n");
            String line = connection.readUntil('\n').strip();
            assertThat(line).startsWith("CONT\t1\t");
            byte[] told = Base64.getDecoder().decode(line.substring("CONT\t1\t".length()));
            String text = new String(told, StandardCharsets.US_ASCII);
            return text.substring(text.indexOf(",s="));
        }
    }

    @Test
    void isMadeAtTheFirstStartAndKeepsSaltsOverRestarts() throws IOException {
        gateway.auth("{secretFile: " + secret + "}");
        Postern first = gateway.start().awaitReady();
        String nobody = challenge("nobody@snorl.ax");
        assertThat(challenge("nobody.else@snorl.ax")).isNotEqualTo(nobody);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(first.stop()).isZero();
        Postern second = gateway.start().awaitReady();
        assertThat(challenge("nobody@snorl.ax")).isEqualTo(nobody);
        second.reload(gateway.yaml());
        second.awaitLog("reloaded", 1);
        assertThat(challenge("nobody@snorl.ax")).isEqualTo(nobody);
    }

    @Test
    void isNotMadeByACheckAndRefusedWhereItCannotBeUsed() throws IOException {
        String yaml = gateway.auth("{secretFile: " + secret + "}").yaml();
        Path file = workspace.write("checked.yaml", yaml);
        assertThat(Postern.run("check", "-c", file.toString()).exit()).isZero();
        assertThat(secret).doesNotExist();
        Files.writeString(secret, "too short");
        assertThat(Postern.run("serve", "-c", file.toString())).satisfies(refused -> {
            assertThat(refused.exit()).isEqualTo(WRONG_CONFIGURATION);
            assertThat(refused.err()).contains("checked.yaml:5:", secret + " does not hold 16 to 4096 bytes");
        });
    }
}
