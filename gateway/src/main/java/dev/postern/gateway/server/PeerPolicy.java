package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the kernel's word on a peer counts for: who may connect beside what the file's mode says, and what they may ask.
 * Immutable.
 *
 * <p>On an auth-userdb socket of mode 0666, as Dovecot's own is, everybody may ask, but not about everybody: a peer that
 * is neither root nor has the socket's owner or group hears of those users alone whose mail it can read anyway.
 *
 * @param uids who may connect; with {@code gids} empty: everybody
 * @param gids whose group may connect
 * @param filter the owner of a socket whose answers are filtered; empty: they are not
 */
record PeerPolicy(Set<Long> uids, Set<Long> gids, Optional<Owner> filter) {

    /** No word of the kernel's is asked for. */
    static final PeerPolicy NONE = new PeerPolicy(Set.of(), Set.of(), Optional.empty());

    /** Until it is known who owns the socket. Nobody has the uid, which is that of no user (chown(2)). */
    static final PeerPolicy CLOSED = new PeerPolicy(Set.of(0xFFFF_FFFFL), Set.of(), Optional.empty());

    /** Dovecot filters at exactly this mode, and at no other. */
    private static final int FILTERED_MODE = 0666;

    private static final long ROOT = 0;

    /** A file's. */
    record Owner(long uid, long gid) {}

    /** Whether a listener needs peers that can be told apart, which only the native transport's can. */
    static boolean isNeededBy(ListenerConfig config) {
        return isFiltered(config)
                || !config.allowUids().isEmpty()
                || !config.allowGids().isEmpty();
    }

    /**
     * As the configuration says; blocks.
     *
     * @throws IOException if a name in it is nobody's
     */
    static PeerPolicy of(ListenerConfig config, Owner owner) throws IOException {
        return new PeerPolicy(
                numbers(config.allowUids(), SystemAccounts.USERS),
                numbers(config.allowGids(), SystemAccounts.GROUPS),
                isFiltered(config) ? Optional.of(owner) : Optional.empty());
    }

    private static boolean isFiltered(ListenerConfig config) {
        return config.protocol() == Protocol.AUTH_USERDB && config.mode() == FILTERED_MODE;
    }

    private static Set<Long> numbers(List<String> names, SystemAccounts accounts) throws IOException {
        Set<Long> numbers = new HashSet<>();
        for (String name : names) {
            numbers.add(accounts.number(name));
        }
        return Set.copyOf(numbers);
    }

    /** Whether the peer may connect. */
    boolean admits(Optional<PeerProcess> peer) {
        boolean open = uids.isEmpty() && gids.isEmpty();
        return open
                || peer.filter(one -> uids.contains(one.uid()) || gids.contains(one.gid()))
                        .isPresent();
    }

    /** The only uid of whose users the peer may hear; empty: it may hear of all. */
    OptionalLong onlyUid(Optional<PeerProcess> peer) {
        if (filter.isEmpty()) {
            return OptionalLong.empty();
        }
        Owner owner = filter.get();
        boolean trusted = peer.filter(one -> one.uid() == ROOT || one.uid() == owner.uid() || one.gid() == owner.gid())
                .isPresent();
        return trusted
                ? OptionalLong.empty()
                : OptionalLong.of(peer.map(PeerProcess::uid).orElse(-1L));
    }
}
