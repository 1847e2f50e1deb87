package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenAddress.Inet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 that a test may listen on. */
final class FreePort {

    /** Below the ports that Linux gives to outgoing connections (32768 and up), which would come between. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;

    /** Handed out before: whoever got it may not listen on it yet. */
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that nobody listens on, each time another one. */
    static int next() {
        while (true) {
            int port = LOWEST + ThreadLocalRandom.current().nextInt(COUNT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (TAKEN.add(probe.getLocalPort())) {
                    return probe.getLocalPort();
                }
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    static Inet inet() {
        return new Inet("127.0.0.1", next());
    }
}
