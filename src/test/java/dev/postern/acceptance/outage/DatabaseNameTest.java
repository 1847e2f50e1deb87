package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The name of the database does not resolve when Postern starts. The JVM is given a table of hosts of its own. */
@Acceptance(needs = Peer.POSTFIX)
class DatabaseNameTest {
    private static final String NAME = "db.site.test";

    @Test
    @OfFailurePage("its name does not resolve")
    void isAskedForUntilItResolves(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        Path hosts = workspace.write("hosts", "127.0.0.1 localhost\n");
        SampleGateway gateway = SampleGateway.of(workspace, database.url().replace("127.0.0.1", NAME));
        Postmap postmap = Postmap.in(workspace);
        Postern postern = gateway.start(Map.of("JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts));
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isInstanceOf(MapAnswer.Failed.class);
        assertThat(postern.get("/health/ready").statusCode()).isEqualTo(503);
        Files.writeString(hosts, "127.0.0.1 localhost " + NAME + "\n");
        postern.awaitReady();
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isEqualTo(new MapAnswer.Found("user@snorl.ax"));
    }
}
