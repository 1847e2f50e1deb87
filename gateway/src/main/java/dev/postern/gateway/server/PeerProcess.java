package dev.postern.gateway.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;
import java.util.OptionalLong;

/** Who is at the other end of a unix socket, as the kernel says (SO_PEERCRED, unix(7)); nobody else asks it. */
final class PeerProcess {

    private PeerProcess() {}

    /**
     * The process that connected. Empty where there is none to know: over TCP, without the native transport, in a
     * namespace that this process cannot see into (0), or when the peer is gone.
     */
    static OptionalLong pid(Channel channel) {
        if (!(channel instanceof EpollDomainSocketChannel socket)) {
            return OptionalLong.empty();
        }
        try {
            int pid = socket.peerCredentials().pid();
            return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
