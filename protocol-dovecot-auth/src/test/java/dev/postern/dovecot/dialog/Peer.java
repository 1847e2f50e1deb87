package dev.postern.dovecot.dialog;

import java.io.IOException;

/** The server's end of a dialog. */
public interface Peer {

    /** What is heard where a line was expected. */
    sealed interface Heard {

        /** A line, without its LF. */
        record Text(String line) implements Heard {}

        /** The connection has ended in an orderly way. */
        record Closed() implements Heard {}

        /** The connection was cut off; where that does not show (unix sockets), {@link Closed} stands for it. */
        record Aborted() implements Heard {}

        /** Nothing, for as long as the peer was willing to wait. */
        record Silence() implements Heard {}
    }

    /** Sends bytes, one character each. */
    void say(String bytes) throws IOException;

    /** Waits for what comes next. */
    Heard hear() throws IOException;

    /** Tells whether nothing more comes, after a while for it to come, or the connection had ended before. */
    boolean isSilent() throws IOException;

    /** Tells whether {@link Heard.Aborted} can be told from {@link Heard.Closed}. */
    boolean showsAborts();
}
