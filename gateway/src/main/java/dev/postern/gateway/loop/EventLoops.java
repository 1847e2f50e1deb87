package dev.postern.gateway.loop;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.TransportInternal;

/** Starts Vert.x on the best transport of this machine. */
public final class EventLoops {

    /** Netty's word for an array of events that grows as it is needed. */
    private static final int GROWING = 0;

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

    /** Vert.x' own but for the moment before a loop sleeps. */
    private static final class LookingOut extends EpollTransport {

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return EpollIoHandler.newFactory(GROWING, Lookout::new);
        }
    }
}
