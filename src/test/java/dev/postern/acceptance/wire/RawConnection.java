package dev.postern.acceptance.wire;

import dev.postern.acceptance.machine.UsedPasswords;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A connection to a TCP or unix socket, byte by byte. Text is ISO 8859-1: a character is a byte. */
public final class RawConnection implements AutoCloseable {
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** Every request is answered or its connection closed within 8 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocate(1 << 16).flip();

    private RawConnection(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** Connects to a unix socket. */
    public static RawConnection to(Path socket) throws IOException {
        return open(UnixDomainSocketAddress.of(socket));
    }

    /** Connects to a port of 127.0.0.1. */
    public static RawConnection to(int port) throws IOException {
        return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static RawConnection open(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        Selector selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return new RawConnection(channel, selector);
    }

    /** Sends all of it; the peer is expected to read. */
    public void send(String bytes) throws IOException {
        UsedPasswords.sent(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes.getBytes(BYTES));
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Reads one byte.
     *
     * @throws EOFException at the end of the connection
     * @throws SocketTimeoutException if none comes in time
     * @throws IOException if the connection was reset
     */
    public char read(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!received.hasRemaining()) {
            fill(deadline);
        }
        return (char) (received.get() & 0xff);
    }

    /** Reads up to and with the next {@code end}. */
    public String readUntil(char end) throws IOException {
        StringBuilder text = new StringBuilder();
        do {
            text.append(read(PATIENCE));
        } while (text.charAt(text.length() - 1) != end);
        return text.toString();
    }

    /** Whether the peer ends the connection, and says nothing before. */
    public boolean isClosedByPeer() throws IOException {
        try {
            read(PATIENCE);
            return false;
        } catch (EOFException closed) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private void fill(long deadline) throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("nothing came");
        }
        selector.selectedKeys().clear();
        received.clear();
        int count = channel.read(received);
        received.flip();
        if (count < 0) {
            throw new EOFException("closed");
        }
    }
}
