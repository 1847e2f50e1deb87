package dev.postern.gateway.systemd;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** systemd's notification socket, as the environment of this process names it. Says nothing where there is none. */
public final class NotifySocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);

    /** A local datagram that has not left by then finds nobody who reads. */
    private static final long PATIENCE_MILLIS = 1000;

    private final String name;
    private final Optional<Duration> watchdog;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final @Nullable EventLoopGroup thread;
    private final @Nullable Channel channel;

    /**
     * Opens what {@code NOTIFY_SOCKET} names, if anything; never fails, see the package.
     *
     * @param environment of the process
     */
    public NotifySocket(Map<String, String> environment) {
        name = environment.getOrDefault("NOTIFY_SOCKET", "");
        watchdog = watchdog(environment);
        thread = name.isEmpty() ? null : newThread();
        channel = thread == null ? null : connect(thread);
    }

    /** How often {@link #alive} is expected at least; empty where nobody watches. */
    public Optional<Duration> watchdog() {
        return channel == null ? Optional.empty() : watchdog;
    }

    /** Everything listens. */
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + status);
    }

    /** A reload begins; {@link #ready} ends it, however it went. */
    public void reloading() {
        // On Linux the JVM's nanoTime is CLOCK_MONOTONIC, which is what systemd compares with.
        tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()) + "\nSTATUS=reloading");
    }

    /** The end has begun. */
    public void stopping() {
        tell("STOPPING=1\nSTATUS=answering what is in flight");
    }

    /** Keeps the watchdog quiet. Never waits: may be called on an event loop. */
    public void alive() {
        if (channel != null) {
            write(channel, "WATCHDOG=1").addListener(sent -> {
                if (!sent.isSuccess()) {
                    fail(sent.cause());
                }
            });
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly(PATIENCE_MILLIS);
        }
        if (thread != null) {
            thread.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(PATIENCE_MILLIS);
        }
    }

    /** Waits until the message has left, so that the order of messages is the order of events. */
    private void tell(String message) {
        if (channel == null) {
            return;
        }
        ChannelFuture sent = write(channel, message);
        if (!sent.awaitUninterruptibly(PATIENCE_MILLIS)) {
            fail(new IllegalStateException("nobody reads it"));
        } else if (!sent.isSuccess()) {
            fail(sent.cause());
        }
    }

    private static ChannelFuture write(Channel channel, String message) {
        return channel.writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8));
    }

    private @Nullable EventLoopGroup newThread() {
        if (!Epoll.isAvailable()) {
            fail(new IllegalStateException("no native transport on this platform"));
            return null;
        }
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("postern-notify", true), EpollIoHandler.newFactory());
    }

    private @Nullable Channel connect(EventLoopGroup thread) {
        String path = name.startsWith("@") ? '\0' + name.substring(1) : name;
        ChannelFuture connected = new Bootstrap()
                .group(thread)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new DomainSocketAddress(path))
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            fail(connected.cause());
            return null;
        }
        return connected.channel();
    }

    private void fail(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            LOG.warn("systemd cannot be told of the state NOTIFY_SOCKET={}: {}", name, cause.toString());
        }
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String pid = environment.get("WATCHDOG_PID");
        if (pid != null && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty();
        }
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
        } catch (NumberFormatException foreign) {
            LOG.warn("WATCHDOG_USEC is not a number: the watchdog is not served");
            return Optional.empty();
        }
    }
}
