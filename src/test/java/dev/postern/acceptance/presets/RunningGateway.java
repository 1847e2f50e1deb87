package dev.postern.acceptance.presets;

import dev.postern.acceptance.machine.Ports;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Plan;
import dev.postern.gateway.PlanMaker;
import dev.postern.gateway.Served;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gateway in this process, on sockets in a folder. */
final class RunningGateway implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final Gateway gateway;

    private RunningGateway(Path folder, Gateway gateway) {
        this.folder = folder;
        this.gateway = gateway;
    }

    /** @param yaml its configuration without listeners and HTTP */
    static RunningGateway start(Path folder, String yaml) throws IOException, TimeoutException {
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml + """
                listeners:
                  - {protocol: socketmap, address: "unix:%1$s/socketmap"}
                  - {protocol: auth-client, address: "unix:%1$s/auth-client"}
                  - {protocol: auth-userdb, address: "unix:%1$s/auth-userdb"}
                http: {address: "127.0.0.1:%2$d"}
                """.formatted(folder, Ports.free()));
        ConfigReading reading = ConfigReader.ofThisProcess().read(file);
        if (!(reading instanceof ConfigReading.Accepted accepted)) {
            throw new IllegalArgumentException(reading.toString());
        }
        Plan.Attempt attempt = PlanMaker.plan(accepted.config(), accepted.effective());
        Plan plan = attempt.plan()
                .orElseThrow(
                        () -> new IllegalArgumentException(attempt.problems().toString()));
        return new RunningGateway(
                folder,
                Gateway.start(new Served(accepted.config(), plan, SiteSecret.random()))
                        .await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    MapClient maps() throws IOException {
        return MapClient.to(folder.resolve("socketmap"));
    }

    AccountClient logins() throws IOException {
        return AccountClient.to(folder.resolve("auth-client"), "VERSION\t1\t2\nCPID\t%d\n".formatted(pid()));
    }

    AccountClient users() throws IOException {
        return AccountClient.to(folder.resolve("auth-userdb"), "VERSION\t1\t1\n");
    }

    @Override
    public void close() throws TimeoutException {
        gateway.stop().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }
}
