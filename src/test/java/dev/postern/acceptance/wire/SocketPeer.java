package dev.postern.acceptance.wire;

import dev.postern.dovecot.dialog.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The gateway as the server of a dialog. */
final class SocketPeer implements Peer {

    /** A held-back refusal takes a while; a silence that is expected costs this much of each dialog. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofMillis(20);

    private final RawConnection connection;
    private final boolean overTcp;
    private boolean over;

    SocketPeer(RawConnection connection, boolean overTcp) {
        this.connection = connection;
        this.overTcp = overTcp;
    }

    @Override
    public void say(String bytes) throws IOException {
        connection.send(bytes);
    }

    @Override
    public Heard hear() throws IOException {
        return hear(PATIENCE);
    }

    @Override
    public boolean isSilent() throws IOException {
        return over || hear(SILENCE) instanceof Heard.Silence;
    }

    @Override
    public boolean showsAborts() {
        return overTcp;
    }

    private Heard hear(Duration patience) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (char next = connection.read(patience); next != '\n'; next = connection.read(patience)) {
                line.append(next);
            }
            return new Heard.Text(line.toString());
        } catch (SocketTimeoutException nothing) {
            return new Heard.Silence();
        } catch (EOFException closed) {
            over = true;
            return new Heard.Closed();
        } catch (IOException reset) {
            over = true;
            return new Heard.Aborted();
        }
    }
}
