package dev.postern.acceptance.postgres;

import java.io.IOException;

/** A PostgreSQL server on 127.0.0.1 that can be taken away and brought back. */
public interface PostgresServer extends AutoCloseable {

    /** The role that may do everything. */
    String SUPERUSER = "postgres";

    /** Where it listens, running or not. */
    int port();

    /** Ends it, as an administrator would who is in a hurry: connections are cut. */
    void stop() throws IOException;

    /** Starts it again, with its data and on its port; does nothing when it runs. */
    void start() throws IOException;

    /** From now on it accepts connections and answers nothing. */
    void freeze();

    /** It goes on where it was frozen; does nothing when it was not. */
    void thaw();

    @Override
    void close() throws IOException;
}
