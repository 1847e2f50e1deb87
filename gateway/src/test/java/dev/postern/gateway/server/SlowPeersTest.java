package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that read, write or close by halves. One event loop serves them all, and they hold nobody up. */
@Timeout(120)
class SlowPeersTest {
    private static final String ASK = "5:m key,";
    private static final int MANY = 20;
    private static final int REQUESTS = 100_000;

    private final LocalServer server;
    private final Deque<LocalClient> slow = new ArrayDeque<>();

    SlowPeersTest(@TempDir Path folder) {
        server = new LocalServer(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (LocalClient client : slow) {
            client.close();
        }
        server.close();
    }

    private LocalClient connect(Protocol protocol) throws IOException {
        LocalClient client = server.connect(protocol);
        slow.push(client);
        return client;
    }

    private void assertThatOthersAreServed() throws IOException {
        try (LocalClient other = server.connect(Protocol.SOCKETMAP)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(other.send("4:m nf,").readUntil(',')).isEqualTo("9:NOTFOUND ,");
            }
        }
    }

    @Test
    void thoseWhoDoNotReadHoldNobodyUp() throws Exception {
        server.directory.put("key", "v".repeat(1_000));
        server.listen(Protocol.SOCKETMAP);
        for (int i = 0; i < MANY; i++) {
            connect(Protocol.SOCKETMAP).flood(REQUESTS, request -> ASK);
        }
        LocalClient.awaitStandstill(slow);
        assertThatOthersAreServed();
    }

    @Test
    void thoseWhoWriteByteByByteHoldNobodyUpAndAreServed() throws Exception {
        server.directory.put("key", "value");
        server.listen(Protocol.SOCKETMAP);
        for (int i = 0; i < MANY; i++) {
            connect(Protocol.SOCKETMAP);
        }
        for (int at = 0; at < ASK.length(); at++) {
            for (LocalClient client : slow) {
                client.send(ASK.substring(at, at + 1));
            }
            assertThatOthersAreServed();
        }
        assertThat(slow).allSatisfy(client -> assertThat(client.readUntil(',')).isEqualTo("8:OK value,"));
    }

    /** Who waits for an answer keeps his half open. */
    @Test
    void thoseWhoCloseTheirHalfLoseTheirPlace() throws Exception {
        server.listen(Protocol.SOCKETMAP, 1);
        for (String unfinished : new String[] {"", "5:m k", ASK, "6:m slow,"}) {
            LocalClient client = admitted().send(unfinished);
            client.sendNoMore();
            client.awaitEnd();
            client.close();
        }
        admitted();
    }

    /** The only place is free a moment after the end is seen. */
    private LocalClient admitted() throws IOException {
        while (true) {
            LocalClient client = connect(Protocol.SOCKETMAP);
            try {
                if (client.send("4:m nf,").readUntil(',').equals("9:NOTFOUND ,")) {
                    return client;
                }
            } catch (IOException refused) {
                client.close();
            }
        }
    }
}
