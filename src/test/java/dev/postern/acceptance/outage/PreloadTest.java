package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.gateway.directory.sql.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A small site in memory: without its database it answers what nobody had asked for. */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class PreloadTest {

    /** All relations are read within a moment of the first contact. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final MapAnswer NOT_FOUND = new MapAnswer.NotFound();

    @Test
    void aSmallSiteIsKnownWithoutItsDatabaseAlsoAfterARestart(Workspace workspace) throws Exception {
        Site site = Site.of(workspace, "views", Database.ofSampleSite());
        try (Postern postern = site.start()) {
            awaitWhole(postern, 10);
            site.wire.close(true);
            isKnown(site);
            assertThat(postern.stop()).isZero();
        }
        try (Postern postern = site.start()) {
            isKnown(site);
            assertThat(postern.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    private static void isKnown(Site site) {
        assertThat(site.ask("virtual-aliases", "kim@snorl.ax")).isEqualTo(new MapAnswer.Found("user@snorl.ax"));
        assertThat(site.ask("virtual-mailboxes", "user2@snorl.ax")).isInstanceOf(MapAnswer.Found.class);
        assertThat(site.ask("virtual-mailboxes", "nobody@snorl.ax")).isEqualTo(NOT_FOUND);
        assertThat(site.ask("virtual-domains", "elsewhere.example")).isEqualTo(NOT_FOUND);
        assertThat(site.ask("sender-logins", "nobody@elsewhere.example")).isEqualTo(NOT_FOUND);
        assertThat(site.login("user3@snorl.ax", "user3-pw")).contains("auth succeeded");
        // For a second after its row was read a wrong password is a wrong password.
        Wait.until(
                "it is undecided",
                LIMIT,
                () -> site.login("user3@snorl.ax", "wrong").contains("code=temp_fail"));
        assertThat(site.login("nobody@snorl.ax", "wrong")).contains("code=temp_fail");
        assertThat(site.userdb("user3@snorl.ax")).isZero();
        assertThat(site.userdb("nobody@snorl.ax")).isEqualTo(67);
    }

    @Test
    void whatWasAnnouncedBeforeTheOutageIsKnownInIt(Workspace workspace) throws Exception {
        Site site = Site.of(workspace, "canonical", PresetSite.create("canonical"));
        try (Postern postern = site.start()) {
            awaitWhole(postern, 14);
            int before = readAgain(postern);
            site.database.execute("""
                    INSERT INTO mailboxes (address, domain, password) VALUES ('new@example.org', 'example.org', '{PLAIN}x');
                    DELETE FROM aliases WHERE address = 'sale@example.org';
                    """);
            Wait.until("it is read again", LIMIT, () -> readAgain(postern) > before, postern::log);
            awaitWhole(postern, 14);
            site.wire.close(true);
            for (String domain : new String[] {"example.org", "mirror.example"}) {
                assertThat(site.ask("virtual-mailboxes", "new@" + domain))
                        .isEqualTo(new MapAnswer.Found("example.org/new/"));
                assertThat(site.ask("virtual-aliases.exact", "sale@" + domain)).isEqualTo(NOT_FOUND);
            }
            assertThat(site.login("new@example.org", "x")).contains("auth succeeded");
        }
    }

    private static void awaitWhole(Postern postern, int relations) {
        String line = "postern_cache_whole_relations " + relations + ".0";
        Wait.until(line, LIMIT, () -> postern.get("/metrics").body().contains(line), postern::log);
    }

    private static int readAgain(Postern postern) {
        return postern.log().split(" read again", -1).length;
    }

    /** A gateway behind a wire that can be cut, and those who ask it. */
    private record Site(Database database, Wire wire, SampleGateway gateway, Postmap postmap, Doveadm doveadm) {

        static Site of(Workspace workspace, String preset, Database filled) throws IOException {
            Database database = workspace.own(filled);
            Wire wire = workspace.own(new Wire(database.server().port()));
            Path snapshot = workspace.path().resolve(preset + ".snapshot");
            SampleGateway gateway = SampleGateway.of(workspace, wire.url(database.name()))
                    .schema(preset)
                    .database("queryTimeout: 7s")
                    .more("cache: {preload: true, ttl: 1h, snapshot: " + snapshot + "}\nlog: {level: debug}");
            return new Site(database, wire, gateway, Postmap.in(workspace), Doveadm.in(workspace));
        }

        Postern start() throws IOException {
            return gateway.start().awaitReady();
        }

        MapAnswer ask(String map, String key) {
            return postmap.query(key, gateway.socketmap(map));
        }

        String login(String user, String password) {
            return doveadm.authTest(gateway.authClient(), user, password).out();
        }

        int userdb(String user) {
            return doveadm.user(gateway.authUserdb(), user).exit();
        }
    }
}
