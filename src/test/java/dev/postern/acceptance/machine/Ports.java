package dev.postern.acceptance.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports of 127.0.0.1, and unix sockets: whether somebody is there. */
public final class Ports {

    /** Below the ports that Linux gives to outgoing connections (32768 and up), which would come between. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final Random RANDOM = new SecureRandom();

    /** Handed out before: whoever got it may not listen on it yet. */
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nobody listens on, each time another one. */
    public static int free() {
        while (true) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                if (TAKEN.add(port)) {
                    return port;
                }
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    /** Whether somebody listens on a port. */
    public static boolean answers(int port) {
        return answers(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Whether somebody listens on a unix socket; a file that a killed server left behind does not count. */
    public static boolean answers(Path socket) {
        return answers(UnixDomainSocketAddress.of(socket));
    }

    private static boolean answers(SocketAddress address) {
        try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
