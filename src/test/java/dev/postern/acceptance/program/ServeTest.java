package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How the gateway starts and ends. */
class ServeTest {
    private static final int BIND_FAILURE = 71;
    private static final int WRONG_CONFIGURATION = 78;

    @AutoClose
    private static final Database DATABASE = Database.ofSampleSite();

    @AutoClose
    private final Workspace workspace;

    private final SampleGateway gateway;

    ServeTest() throws IOException {
        workspace = Workspace.create();
        gateway = SampleGateway.of(workspace, DATABASE);
    }

    @Test
    void endsOnSigtermAndLeavesNoSocket() throws IOException {
        Postern postern = gateway.start().awaitReady();
        assertThat(postern.stop()).isZero();
        assertThat(gateway.socketmapSocket()).doesNotExist();
        assertThat(gateway.authClient()).doesNotExist();
        assertThat(gateway.authUserdb()).doesNotExist();
    }

    @Test
    void takesOverTheSocketsThatAKilledRunLeftBehind() throws IOException {
        gateway.start().awaitReady().kill();
        assertThat(gateway.socketmapSocket()).exists();
        gateway.start().awaitReady();
        assertThat(Ports.answers(gateway.socketmapSocket())).isTrue();
    }

    @Test
    void takesNoSocketFromAServerThatLives() throws IOException {
        Postern first = gateway.start().awaitReady();
        CommandResult second =
                serve("listeners: [{protocol: socketmap, address: \"unix:" + gateway.socketmapSocket() + "\"}]");
        assertThat(second.exit()).as("%s", second).isEqualTo(BIND_FAILURE);
        assertThat(second.err()).contains(gateway.socketmapSocket().toString());
        assertThat(Ports.answers(gateway.socketmapSocket())).isTrue();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        gateway.start().awaitReady();
        String address = "127.0.0.1:" + gateway.authPort();
        CommandResult second = serve("listeners: [{protocol: auth-client, address: \"inet:" + address + "\"}]");
        assertThat(second.exit()).as("%s", second).isEqualTo(BIND_FAILURE);
        assertThat(second.err().lines().filter(line -> line.startsWith("postern: ")))
                .singleElement()
                .asString()
                .contains(address);
    }

    @Test
    void namesAllThatIsWrongWithItsConfigurationEachWithItsLine() throws IOException {
        CommandResult result = serve("""
                listeners:
                  - {protocol: socketmapp, address: "inet:127.0.0.1:4524"}
                  - {protocol: tcp-table, address: "inet:127.0.0.1:70000"}
                cashe: {ttl: 5m}
                """);
        assertThat(result.exit()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(result.err().lines())
                .anyMatch(line -> line.contains(".yaml:4:") && line.contains("did you mean socketmap?"))
                .anyMatch(line -> line.contains(".yaml:5:") && line.contains("add map: NAME"))
                .anyMatch(line -> line.contains(".yaml:5:") && line.contains("70000"))
                .anyMatch(line -> line.contains(".yaml:6:") && line.contains("did you mean cache?"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    private CommandResult serve(String sections) throws IOException {
        return Postern.run(
                "serve",
                "-c",
                workspace
                        .write("second.yaml", """
                        database: {url: "%s", username: mailreader}
                        schema: views
                        %s
                        http: {address: "127.0.0.1:%d"}
                        """.formatted(DATABASE.url(), sections, Ports.free()))
                        .toString());
    }
}
