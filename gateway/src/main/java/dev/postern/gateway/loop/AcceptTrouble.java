package dev.postern.gateway.loop;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes no connections for a moment where the kernel gives none out, which is nearly always for want of descriptors: who
 * waits stays in its backlog. Netty's own does the same, with a stack trace in the log each time.
 */
@Sharable
final class AcceptTrouble extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptTrouble.class);

    /** Trying on would only burn the processor; and it is a line of the log each time. */
    private static final long PAUSE_SECONDS = 1;

    @Override
    public void exceptionCaught(ChannelHandlerContext listener, Throwable cause) {
        ChannelConfig config = listener.channel().config();
        if (config.isAutoRead()) {
            LOG.error(
                    "no connections can be taken address={}: {}; with too many open files, raise LimitNOFILE=",
                    listener.channel().localAddress(),
                    cause.getMessage());
            config.setAutoRead(false);
            Future<?> unused =
                    listener.executor().schedule(() -> config.setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
