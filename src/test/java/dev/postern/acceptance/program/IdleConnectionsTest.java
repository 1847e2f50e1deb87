package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each smtpd holds an auth connection for its life and uses it now and then. */
class IdleConnectionsTest {
    private static final int IDLE = 5_000;

    /** Those of the JVM, of the database driver, and of the other connections. */
    private static final int OTHER_FILES = 500;

    private static final byte[] HELLO = "VERSION\t1\t2\nCPID\t4711\n".getBytes(StandardCharsets.US_ASCII);

    @AutoClose
    private static final Database DATABASE = Database.ofSampleSite();

    @AutoClose
    private final Workspace workspace;

    private final SampleGateway gateway;
    private final List<SocketChannel> idle = new ArrayList<>();

    IdleConnectionsTest() throws IOException {
        workspace = Workspace.create();
        gateway = SampleGateway.of(workspace, DATABASE);
    }

    private void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(gateway.authClient()));
            idle.add(channel);
            read(channel, "\nDONE\n");
            channel.write(ByteBuffer.wrap(HELLO));
        }
    }

    private static String read(SocketChannel channel, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer chunk = ByteBuffer.allocate(4096);
        while (text.indexOf(end) < 0 && channel.read(chunk.clear()) >= 0) {
            text.append(StandardCharsets.ISO_8859_1.decode(chunk.flip()));
        }
        return text.toString();
    }

    private static String login(SocketChannel channel) throws IOException {
        byte[] response = "\0user@snorl.ax\0user-pw".getBytes(StandardCharsets.UTF_8);
        String line = "AUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp="
                + Base64.getEncoder().encodeToString(response) + "\n";
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        return read(channel, "\n");
    }

    @Test
    void doNoHarm() throws IOException {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean machine
                        && machine.getMaxFileDescriptorCount() >= IDLE + OTHER_FILES,
                "ulimit -n does not allow " + IDLE + " connections");
        Postern postern = gateway.start().awaitReady();
        try {
            connect(IDLE);
            assertThat(postern.get("/metrics").body().lines())
                    .contains("postern_connections{address=\"unix:" + gateway.authClient()
                            + "\",protocol=\"auth-client\"} " + (double) IDLE);
            for (int i = 0; i < 100; i++) {
                try (RawConnection lookups = RawConnection.to(gateway.socketmapSocket())) {
                    lookups.send("28:virtual-aliases kim@snorl.ax,");
                    assertThat(lookups.readUntil(',')).isEqualTo("16:OK user@snorl.ax,");
                }
            }
            connect(1);
            for (SocketChannel channel : List.of(idle.get(0), idle.get(IDLE / 2), idle.get(IDLE))) {
                assertThat(login(channel)).startsWith("OK\t1\tuser=user@snorl.ax");
            }
            assertThat(postern.get("/health/ready").statusCode()).isEqualTo(200);
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
        assertThat(postern.stop()).isZero();
    }
}
