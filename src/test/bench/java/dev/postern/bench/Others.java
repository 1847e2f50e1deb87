package dev.postern.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Postern otherwise than alone with all that it could have.
 *
 * @param small its cache holds those who are asked often, and no more
 * @param oneCore it has one core, and so one event loop
 * @param second on the database of the cold one, and as forgetful
 */
record Others(Postern small, Postern oneCore, Postern second) {
    private static final int CONNECTIONS = 16;
    private static final int TURNS = 3;

    static Others start(Site site, Launcher launcher) throws IOException {
        return new Others(
                Postern.start(site, "small", launcher, Optional.empty(), Postern.SMALL),
                Postern.startOnOneCore(site, "one-core", launcher, Postern.WARM),
                Postern.start(site, "second", launcher, Optional.empty(), Postern.COLD));
    }

    /** Asks what it will be asked, so that it is in the cache and its methods are compiled. */
    void warmUp(LoadGenerator generator, Population population) throws IOException {
        for (Postern postern : List.of(small, oneCore)) {
            for (int turn = 0; turn < TURNS; turn++) {
                generator.askAll(
                        Load.finding("socketmap", postern.socketmap(), CONNECTIONS, population.mostlyHotMailboxes()));
            }
        }
        generator.askAll(Load.finding("socketmap", oneCore.socketmap(), CONNECTIONS, population.hotMailboxes()));
        generator.askAll(Load.finding("socketmap", second.socketmap(), CONNECTIONS, population.hotMailboxes()));
    }
}
