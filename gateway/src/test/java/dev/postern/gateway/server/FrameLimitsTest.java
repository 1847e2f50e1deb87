package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request may be, on each kind of listener. */
@Timeout(60)
class FrameLimitsTest {
    private static final int SERVED = 16_384;
    private static final int DROPPED = 100_000;

    private final LocalServer server;

    FrameLimitsTest(@TempDir Path folder) {
        server = new LocalServer(folder);
    }

    @BeforeEach
    void listen() {
        for (Protocol protocol : Protocol.values()) {
            server.listen(protocol);
        }
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private static String netstring(int length) {
        return length + ":m " + "x".repeat(length - 2) + ",";
    }

    private static String line(int length) {
        return "get " + "x".repeat(length - 4) + "\n";
    }

    @Test
    void servesSocketmapRequestsOf16KiB() throws IOException {
        server.directory.put("x".repeat(SERVED - 2), "long");
        try (LocalClient client = server.connect(Protocol.SOCKETMAP)) {
            assertThat(client.send(netstring(SERVED)).readUntil(',')).isEqualTo("7:OK long,");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SERVED + 1, DROPPED})
    void readsLongerSocketmapRequestsToTheirEndAndRefusesThem(int length) throws IOException {
        try (LocalClient client = server.connect(Protocol.SOCKETMAP)) {
            client.send(netstring(length) + "4:m nf,");
            assertThat(client.readUntil(',')).isEqualTo("21:PERM request too long,");
            assertThat(client.readUntil(',')).isEqualTo("9:NOTFOUND ,");
        }
    }

    /** The length alone decides; nothing of the request need come. */
    @Test
    void closesOnSocketmapRequestsBeyond() throws IOException {
        try (LocalClient client = server.connect(Protocol.SOCKETMAP)) {
            assertThat(client.send(DROPPED + 1 + ":").isClosedByServer()).isTrue();
        }
    }

    @Test
    void servesTcpTableLinesOf16KiB() throws IOException {
        server.directory.put("x".repeat(SERVED - 4), "long");
        try (LocalClient client = server.connect(Protocol.TCP_TABLE)) {
            assertThat(client.send(line(SERVED)).readUntil('\n')).isEqualTo("200 long\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SERVED + 1, DROPPED})
    void readsLongerTcpTableLinesToTheirEndAndRefusesThem(int length) throws IOException {
        try (LocalClient client = server.connect(Protocol.TCP_TABLE)) {
            client.send(line(length) + "get nf\n");
            assertThat(client.readUntil('\n')).startsWith("400 ");
            assertThat(client.readUntil('\n')).startsWith("500 ");
        }
    }

    @Test
    void closesOnTcpTableLinesBeyond() throws IOException {
        try (LocalClient client = server.connect(Protocol.TCP_TABLE)) {
            assertThat(client.send("get " + "x".repeat(DROPPED - 3)).isClosedByServer())
                    .isTrue();
        }
    }

    /** As long as Dovecot's own limit; what follows VERSION and CPID is a line of the client's choosing. */
    @ParameterizedTest
    @EnumSource(names = {"AUTH_CLIENT", "AUTH_LOGIN", "AUTH_MASTER", "AUTH_USERDB"})
    void servesAuthLinesOf16KiBAndClosesBeyond(Protocol protocol) throws IOException {
        boolean logins = protocol == Protocol.AUTH_CLIENT || protocol == Protocol.AUTH_LOGIN;
        String hello = "VERSION\t1\t" + (logins ? "2\nCPID\t4711\n" : "1\n");
        String request = (logins ? "AUTH\t1\tNONE" : "USER\t1\tnobody") + "\tservice=imap\tx=";
        String longest = request + "x".repeat(SERVED - 1 - request.length());
        try (LocalClient client = server.connect(protocol)) {
            client.send(hello);
            skipGreeting(client, logins);
            assertThat(client.send(longest + "\n").readLine()).matches("(FAIL|NOTFOUND)\t1.*");
            client.send(longest + "xx");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static void skipGreeting(LocalClient client, boolean logins) throws IOException {
        String last = logins ? "DONE" : "SPID";
        String line = "";
        while (!line.startsWith(last)) {
            line = client.readLine();
        }
    }
}
