package dev.postern.acceptance.machine;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A TCP connection to this machine, a line at a time in both directions; plain, or TLS from some point on. */
public final class LineSocket implements AutoCloseable {

    /** Servers wait up to 10 s for somebody else before they answer, and hold some answers back; the rest is a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Another address of this machine: to a server that listens on the first one, a stranger. */
    private static final byte[] STRANGER = {127, 0, 0, 2};

    private Socket socket;
    private BufferedReader reader;

    private LineSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = reader(socket);
    }

    /** Connects to a port of 127.0.0.1, from there. */
    public static LineSocket connect(int port) throws IOException {
        return connect(port, InetAddress.getLoopbackAddress());
    }

    /** Connects to a port of 127.0.0.1 from elsewhere, so that the server does not take it for a local client. */
    public static LineSocket connectAsStranger(int port) throws IOException {
        return connect(port, InetAddress.getByAddress(STRANGER));
    }

    private static LineSocket connect(int port, InetAddress source) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new LineSocket(socket);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Goes on over TLS, with whom the factory trusts. */
    public LineSocket secure(SSLSocketFactory tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        reader = reader(secured);
        return this;
    }

    /** Sends a line. */
    public void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line, and returns the next one that comes. */
    public String ask(String line) throws IOException {
        send(line);
        return read();
    }

    /** Waits for a line. */
    public String read() throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
