package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All who run side by side.
 *
 * @param floors addresses of the floor servers, by protocol
 * @param echo address of the bare Vert.x server
 * @param warm a Postern that has been asked everything in the population's hot files
 * @param cold a Postern that keeps nothing
 */
record Contenders(Floors floors, String echo, Postern warm, Postern cold, Dovecot cached, Dovecot uncached) {

    /** How works call the one that all the others are yardsticks of. */
    static final String POSTERN = "Postern";

    /** Addresses, by protocol. */
    record Floors(String socketmap, String socketmapTcp, String auth, String userdb) {}

    /**
     * Starts them.
     *
     * @param floor the program of the floor servers
     */
    static Contenders start(Site site, Launcher launcher, Path floor) throws IOException {
        Yardsticks yardsticks = new Yardsticks(site);
        Postern warm = Postern.start(site, "warm", launcher, Optional.empty(), Postern.WARM);
        return new Contenders(
                new Floors(
                        yardsticks.floor(floor, "socketmap"),
                        yardsticks.floorOnTcp(floor, "socketmap"),
                        yardsticks.floor(floor, "auth"),
                        yardsticks.floor(floor, "userdb")),
                yardsticks.echo(Jdk.running(warm.daemon().pid())),
                warm,
                Postern.start(site, "cold", launcher, Optional.empty(), Postern.COLD),
                Dovecot.withCache(site, launcher.postgres()),
                Dovecot.withoutCache(site, launcher.postgres()));
    }

    /** Asks everything hot once, so that it is in the caches. */
    void fillCaches(LoadGenerator generator, Population population) throws IOException {
        int connections = 16;
        generator.askAll(Load.finding("socketmap", warm.socketmap(), connections, population.hotMailboxes()));
        for (String address : new String[] {warm.authClient(), cached.authClient()}) {
            generator.askAll(Load.finding("auth", address, connections, population.hotLogins()));
        }
        for (String address : new String[] {warm.authUserdb(), cached.authUserdb()}) {
            generator.askAll(Load.finding("userdb", address, connections, population.hotMailboxes()));
        }
    }
}
