package dev.postern.acceptance.program;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** systemd's notification socket, with what a service says there. */
final class FakeSystemd implements AutoCloseable {
    private static final String ALIVE = "WATCHDOG=1";

    /** Longer than any state of the service takes. */
    private static final long PATIENCE_SECONDS = 60;

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> beats = new LinkedBlockingQueue<>();
    private final Path socket;

    FakeSystemd(Path socket) throws InterruptedException {
        this.socket = socket;
        new Bootstrap()
                .group(thread)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new Reader())
                .bind(new DomainSocketAddress(socket.toString()))
                .sync();
    }

    /** What it gives to the service, which it wants to hear of twice a second at least. */
    Map<String, String> environment() {
        return Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "500000");
    }

    /** The next message that is not about the watchdog. */
    String nextState() throws InterruptedException {
        return next(states);
    }

    /** Waits until the service has said once more that it is alive. */
    void awaitBeat() throws InterruptedException {
        next(beats);
    }

    private static String next(BlockingQueue<String> messages) throws InterruptedException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return message;
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Reader extends SimpleChannelInboundHandler<DomainDatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
            String message = packet.content().toString(StandardCharsets.UTF_8);
            (message.equals(ALIVE) ? beats : states).add(message);
        }
    }
}
