package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A server that listens somewhere. */
public final class SocketPeer implements Peer, Closeable {

    private final SocketChannel channel;
    private final Selector selector;
    private final Duration patience;
    private final boolean tcp;
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private SocketPeer(SocketAddress address, boolean tcp, Duration patience) throws IOException {
        this.channel = tcp ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        this.selector = Selector.open();
        this.patience = patience;
        this.tcp = tcp;
        channel.connect(address);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Connects to a unix socket, and waits that long for each line. */
    public static SocketPeer unix(Path path, Duration patience) throws IOException {
        return new SocketPeer(UnixDomainSocketAddress.of(path), false, patience);
    }

    /** Connects over TCP, and waits that long for each line. */
    public static SocketPeer tcp(InetSocketAddress address, Duration patience) throws IOException {
        return new SocketPeer(address, true, patience);
    }

    @Override
    public void say(String bytes) throws IOException {
        ByteBuffer unsent = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
        while (unsent.hasRemaining() && channel.write(unsent) > 0) {
            // Dialogs are short: what does not fit into the socket's buffer means that the server does not read.
        }
    }

    @Override
    public Heard hear() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!lineIsComplete()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return new Heard.Silence();
            }
            selector.select(left);
            selector.selectedKeys().clear();
            received.clear();
            try {
                if (channel.read(received) < 0) {
                    return new Heard.Closed();
                }
            } catch (IOException reset) {
                return tcp ? new Heard.Aborted() : new Heard.Closed();
            } finally {
                received.flip();
            }
        }
        Heard text = new Heard.Text(line.toString(ISO_8859_1));
        line.reset();
        return text;
    }

    private boolean lineIsComplete() {
        while (received.hasRemaining()) {
            byte next = received.get();
            if (next == '\n') {
                return true;
            }
            line.write(next);
        }
        return false;
    }

    @Override
    public boolean showsAborts() {
        return tcp;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
