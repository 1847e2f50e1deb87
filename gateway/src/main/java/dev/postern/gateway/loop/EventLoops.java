package dev.postern.gateway.loop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServerOptions;
import java.util.ArrayList;
import java.util.List;

/** Starts Vert.x on the best transport of this machine, and tells whether its loops turn. */
public final class EventLoops {

    /** Netty's word for an array of events that grows as it is needed. */
    private static final int GROWING = 0;

    /** Of requests of some dozens of bytes: a client that sends many at once is read a page at a time, in turn with others. */
    static final int MAX_CHUNK = 4096;

    private static final int FIRST_CHUNK = 2048;
    private static final int SMALLEST_CHUNK = 64;

    private EventLoops() {}

    /** How many there are: one for each core. */
    public static int count() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** A Vert.x with {@link #count} event loops. */
    public static Vertx start() {
        VertxOptions options = new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(count());
        EpollTransport epoll = new LookingOut();
        return epoll.isAvailable()
                ? Vertx.builder()
                        .with(options)
                        .withTransport(new TransportInternal("epoll", true, null, epoll))
                        .build()
                : Vertx.vertx(options);
    }

    /** Completes when each loop has come round: never, while one of them is stuck. On any thread. */
    public static Future<?> turn(Vertx vertx) {
        List<Future<Void>> turns = new ArrayList<>();
        for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
            Promise<Void> turn = Promise.promise();
            loop.execute(turn::complete);
            turns.add(turn.future());
        }
        return Future.all(turns);
    }

    /**
     * Vert.x' own but for the moment before a loop sleeps, for what is said when connections cannot be taken, and for how
     * much of one connection is read before the next has its turn: by itself it would be sixteen times 64 KiB, a second's
     * work where each request takes a few microseconds.
     */
    private static final class LookingOut extends EpollTransport {

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return EpollIoHandler.newFactory(GROWING, Lookout::new);
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new AcceptTrouble());
            bootstrap.childOption(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new AdaptiveRecvByteBufAllocator(SMALLEST_CHUNK, FIRST_CHUNK, MAX_CHUNK).maxMessagesPerRead(1));
        }
    }
}
