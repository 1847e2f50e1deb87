package dev.postern.gateway.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** A client on a unix socket that may send more than the server takes. It waits without end: tests have a time limit. */
final class LocalClient implements AutoCloseable {

    /** How long nothing must move to be called a standstill. A server that reads on moves thousands of times meanwhile. */
    private static final long STANDSTILL_MILLIS = 500;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(1 << 16).flip();
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final AtomicLong sent = new AtomicLong();

    LocalClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    LocalClient send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            sent.addAndGet(channel.write(bytes));
        }
        return this;
    }

    /** Sends requests in the background, as fast as they are taken, without waiting for answers. */
    void flood(int requests, IntFunction<String> request) {
        writer.execute(() -> {
            try {
                for (int i = 0; i < requests; i++) {
                    send(request.apply(i));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    /** Waits until the server takes no more; how many bytes it has taken, those in the kernel's buffers included. */
    long awaitStandstill() throws InterruptedException {
        return awaitStandstill(List.of(this)).get(0);
    }

    /** As above, for several at once. */
    static List<Long> awaitStandstill(Collection<LocalClient> clients) throws InterruptedException {
        List<Long> before;
        do {
            before = sent(clients);
            TimeUnit.MILLISECONDS.sleep(STANDSTILL_MILLIS);
        } while (before.contains(0L) || !sent(clients).equals(before));
        return before;
    }

    private static List<Long> sent(Collection<LocalClient> clients) {
        return clients.stream().map(client -> client.sent.get()).toList();
    }

    /** The next bytes up to and with {@code end}; what there is, if the server closes before. */
    String readUntil(char end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = read(); next >= 0; next = read()) {
            text.append((char) next);
            if (next == end) {
                break;
            }
        }
        return text.toString();
    }

    /** The next line without its LF. */
    String readLine() throws IOException {
        String line = readUntil('\n');
        if (!line.endsWith("\n")) {
            throw new IOException("closed after: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Closes its half of the connection. */
    void sendNoMore() throws IOException {
        channel.shutdownOutput();
    }

    /** Waits until the server closes, whatever it says before. */
    void awaitEnd() {
        try {
            while (read() >= 0) {
                // the end is all that counts
            }
        } catch (IOException reset) {
            // is an end too: the server had not read all
        }
    }

    boolean isClosedByServer() throws IOException {
        return read() < 0;
    }

    private int read() throws IOException {
        if (!received.hasRemaining()) {
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                return -1;
            }
        }
        return received.get() & 0xff;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        writer.shutdownNow();
    }
}
