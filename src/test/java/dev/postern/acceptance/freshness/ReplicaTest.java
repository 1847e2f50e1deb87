package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.ReplicatedServer;
import dev.postern.acceptance.presets.MapClient;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.presets.RunningGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads go to a replica that shows commits late; changes are heard of from the primary at once. */
@Acceptance
class ReplicaTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DELAY = "3s";
    private static final String LONG_TTL = "cache: {ttl: 1h, negativeTtl: 1h}\n";

    @Test
    void neverAnswersWithARowThatOnlyTheReplicaStillHas(Workspace workspace) throws Exception {
        try (ReplicatedServer servers = ReplicatedServer.start(workspace.folder("servers"))) {
            Database primary = new Database(servers.primary(), "mails");
            new Database(servers.primary(), "postgres").execute("CREATE DATABASE mails");
            primary.execute("CREATE ROLE " + Database.READER + " LOGIN");
            PresetSite.fill(primary, "canonical");
            servers.replicate(DELAY);
            Database replica = new Database(servers.replica(), "mails");
            String named = PresetSite.yaml("canonical", replica)
                            .replace("connections: 2", "connections: 2\n  announcementsUrl: " + primary.url())
                    + LONG_TTL;
            String listed = PresetSite.yaml("canonical", replica)
                            .replace(
                                    "/mails",
                                    ",127.0.0.1:%d/mails?targetServerType=preferSecondary"
                                            .formatted(servers.primary().port()))
                    + LONG_TTL;
            try (RunningGateway one = RunningGateway.start(workspace.folder("named"), named)
                            .awaitHearing();
                    RunningGateway other = RunningGateway.start(workspace.folder("listed"), listed)
                            .awaitHearing();
                    MapClient maps = one.maps();
                    MapClient others = other.maps()) {
                assertThat(maps.ask("transport", "relay.example")).isEqualTo("smtp:[192.0.2.25]");
                assertThat(others.ask("transport", "relay.example")).isEqualTo("smtp:[192.0.2.25]");

                primary.execute("UPDATE transports SET transport = 'new:' WHERE pattern = 'relay.example'");

                Wait.until(
                        "it is seen",
                        LIMIT,
                        () -> maps.ask("transport", "relay.example").equals("new:")
                                && others.ask("transport", "relay.example").equals("new:"));
                Wait.until("the replica has it", LIMIT, () -> {
                    for (MapClient each : List.of(maps, others)) {
                        assertThat(each.ask("transport", "relay.example")).isEqualTo("new:");
                        assertThat(each.ask("transport.exact", "relay.example")).isEqualTo("new:");
                    }
                    return replica.column("SELECT transport FROM transports WHERE pattern = 'relay.example'")
                            .equals(List.of("new:"));
                });
            }
        }
    }
}
