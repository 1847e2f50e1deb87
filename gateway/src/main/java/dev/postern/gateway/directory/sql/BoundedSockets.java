package dev.postern.gateway.directory.sql;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets on which no more than {@link #MAX_BYTES} arrive between two questions. The driver gathers notifications in memory
 * for as long as more of them are on their way, and any role of the database can send them faster than they are read.
 *
 * <p>Public, because the driver makes one by its name.
 */
public final class BoundedSockets extends SocketFactory {

    /** Some 30,000 changes between two heartbeats; in the driver's memory small ones take ten times as much. */
    static final int MAX_BYTES = 4 << 20;

    /** More arrived than anybody may send. */
    static final class Flooded extends IOException {
        private static final long serialVersionUID = 1L;

        Flooded() {
            super("more than " + MAX_BYTES + " bytes were announced at once");
        }
    }

    /** What a failure of the driver's says if this was its cause; else null. */
    static @Nullable String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof Flooded)) {
            cause = cause.getCause();
        }
        return cause == null ? null : cause.getMessage();
    }

    @Override
    public Socket createSocket() {
        return new Bounded();
    }

    /** The driver connects by itself, and so do all that follow. */
    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    /** For one thread, as the connection is. */
    private static final class Bounded extends Socket {
        private long arrived;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = in.read(buffer, offset, length);
                    arrived += Math.max(0, read);
                    if (arrived > MAX_BYTES) {
                        throw new Flooded();
                    }
                    return read;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int octet) throws IOException {
                    arrived = 0;
                    out.write(octet);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    arrived = 0;
                    out.write(buffer, offset, length);
                }
            };
        }
    }
}
