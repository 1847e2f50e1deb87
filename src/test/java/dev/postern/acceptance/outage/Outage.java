package dev.postern.acceptance.outage;

import dev.postern.acceptance.postgres.Database;
import java.io.IOException;

/** How a database is away. */
enum Outage {
    /** Connections are cut, and new ones refused. */
    STOPPED,
    /** Connections stay, new ones are accepted, and nothing is answered. */
    FROZEN;

    /** What is done while the database is away. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /** Takes the database away, and brings it back whatever happens meanwhile. */
    void of(Database database, Meanwhile meanwhile) throws Exception {
        begin(database);
        try {
            meanwhile.run();
        } finally {
            end(database);
        }
    }

    private void begin(Database database) throws IOException {
        if (this == STOPPED) {
            database.server().stop();
        } else {
            database.server().freeze();
        }
    }

    private void end(Database database) throws IOException {
        if (this == STOPPED) {
            database.server().start();
        } else {
            database.server().thaw();
        }
        database.awaitAnswer();
    }
}
