package dev.postern.gateway.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who is at the other end of a unix socket, as the kernel says (SO_PEERCRED, unix(7)); nobody else asks it. It is what the
 * process was when it connected, and knows no supplementary groups.
 *
 * @param process its id; 0 in a namespace that this process cannot see into
 * @param uid its user
 * @param gid its group
 */
record PeerProcess(int process, long uid, long gid) {

    /** Empty where there is none to know: over TCP, without the native transport, or when the peer is gone. */
    static Optional<PeerProcess> of(Channel channel) {
        if (!(channel instanceof EpollDomainSocketChannel socket)) {
            return Optional.empty();
        }
        try {
            PeerCredentials peer = socket.peerCredentials();
            // On Linux there is one: the group that the process had.
            int[] groups = peer.gids();
            return groups.length == 0
                    ? Optional.empty()
                    : Optional.of(new PeerProcess(
                            peer.pid(), Integer.toUnsignedLong(peer.uid()), Integer.toUnsignedLong(groups[0])));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Its id, if this process can see it. */
    OptionalLong pid() {
        return process > 0 ? OptionalLong.of(process) : OptionalLong.empty();
    }
}
