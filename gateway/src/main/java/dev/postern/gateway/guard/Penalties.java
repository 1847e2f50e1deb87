package dev.postern.gateway.guard;

import dev.postern.gateway.config.PenaltyConfig;
import dev.postern.sasl.Secret;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What wrong passwords cost: counts them, for each network and for each user in a network, and says how long an answer
 * is to be held back. Bounded in memory; lasts as long as its configuration stands. Thread-safe.
 */
public final class Penalties {

    /** Somebody who has forgotten which of a few passwords it was. */
    private static final int FREE_OF_A_USER = 3;

    /** An office, or a household, behind one address. */
    private static final int FREE_OF_A_NETWORK = 10;

    private static final Duration FIRST = Duration.ofMillis(250);

    /** More doublings than lead to any maximum that can be configured. */
    private static final int MAX_DOUBLINGS = 6;

    /** No user has a longer name, but clients may send some. */
    private static final int MAX_NAME = 255;

    private final PenaltyConfig config;
    private final PenaltyCache users;
    private final PenaltyCache networks;
    private final KnownUsersCache known;
    private final Guess guess = new Guess();

    /** What became of a guess. */
    enum Standing {
        /** It has not been counted before. */
        FIRST,
        /** The same name with the same password counts already. */
        REPEATED
    }

    /** Nobody is known yet. */
    public Penalties(PenaltyConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.users = new PenaltyCache(config.forgetAfter(), nanoTime);
        this.networks = new PenaltyCache(config.forgetAfter(), nanoTime);
        this.known = new KnownUsersCache(config.knownFor(), nanoTime);
    }

    /** How long answers to this user in this network are to be held back now. */
    Duration of(String user, ClientNetwork network) {
        String who = who(user, network);
        if (known.contains(who)) {
            return Duration.ZERO;
        }
        Duration ofUser = penalty(users.count(who) - FREE_OF_A_USER);
        Duration ofNetwork =
                network.isKnown() ? penalty(networks.count(network.name()) - FREE_OF_A_NETWORK) : Duration.ZERO;
        return ofUser.compareTo(ofNetwork) >= 0 ? ofUser : ofNetwork;
    }

    private Duration penalty(int beyondFree) {
        if (beyondFree <= 0) {
            return Duration.ZERO;
        }
        Duration penalty = FIRST.multipliedBy(1L << Math.min(beyondFree - 1, MAX_DOUBLINGS));
        return penalty.compareTo(config.max()) > 0 ? config.max() : penalty;
    }

    /**
     * A wrong password. Of a user who is known there it is no concern of the others in that network.
     *
     * @param typed null if the password was not sent: then it counts as one that has not come before
     */
    Standing failed(String user, ClientNetwork network, @Nullable Secret typed) {
        String who = who(user, network);
        long guessed = typed == null ? guess.unseen() : guess.of(user, typed);
        boolean repeated = users.add(who, guessed);
        if (network.isKnown() && !known.contains(who)) {
            networks.add(network.name(), guessed);
        }
        return repeated ? Standing.REPEATED : Standing.FIRST;
    }

    /** The right one. What others have typed in that network counts on. */
    void succeeded(String user, ClientNetwork network) {
        String who = who(user, network);
        known.add(who);
        users.forget(who);
    }

    private static String who(String user, ClientNetwork network) {
        return (user.length() > MAX_NAME ? user.substring(0, MAX_NAME) : user) + ' ' + network.name();
    }

    /** Networks with wrong passwords in memory. */
    public long networks() {
        return networks.size();
    }

    /** Users with wrong passwords in memory, each network apart. */
    public long users() {
        return users.size();
    }

    /** Users who are spared in a network. */
    public long knownUsers() {
        return known.size();
    }
}
