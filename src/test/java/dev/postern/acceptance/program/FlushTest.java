package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing announces changes, and the ttl is an hour: what is cached goes when somebody says so. */
@Acceptance(needs = Peer.DOVEADM)
class FlushTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Database database;
    private static Postern postern;
    private static Sight sight;
    private static Doveadm doveadm;
    private static Path master;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        doveadm = Doveadm.in(workspace);
        master = workspace.path().resolve("auth-master");
        SampleGateway gateway = SampleGateway.of(workspace, database)
                .listen("auth-master", master)
                .more("cache: {ttl: 1h, negativeTtl: 1h}");
        postern = gateway.start().awaitReady();
        // A gateway that begins to listen for changes asks for everything once more.
        postern.awaitLog("announcements=none", 1);
        sight = new Sight(gateway, postern);
    }

    private static void change(String destination) throws IOException {
        String before = ask();
        database.execute("UPDATE virtual SET userid = '" + destination + "' WHERE address = 'kim@snorl.ax'");
        assertThat(ask()).isEqualTo(before).doesNotContain(destination);
    }

    private static String ask() throws IOException {
        return sight.ask("virtual-aliases", "kim@snorl.ax");
    }

    @Test
    void doveadmFlushes() throws IOException {
        change("doveadm@snorl.ax");
        CommandResult flush = doveadm.run("auth", "cache", "flush", "-a", master.toString());
        assertThat(flush.exit()).as("%s", flush).isZero();
        assertThat(flush.out() + flush.err()).contains("1 cache entries flushed");
        assertThat(ask()).isEqualTo("OK doveadm@snorl.ax");
    }

    @Test
    void sighupFlushes() throws IOException {
        change("sighup@snorl.ax");
        postern.signal("HUP");
        Wait.until("it is asked again", LIMIT, () -> ask().equals("OK sighup@snorl.ax"), postern::log);
    }
}
