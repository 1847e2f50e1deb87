package dev.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Random;

/** TCP ports of 127.0.0.1. */
final class Ports {

    /** Below the ports that Linux gives to outgoing connections (32768 and up), which would come between. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final Random RANDOM = new SecureRandom();

    private Ports() {}

    /** Whether somebody listens there. */
    static boolean isOpen(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** A port that nobody listens on. */
    static int free() {
        while (true) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // the next one
            }
        }
    }
}
