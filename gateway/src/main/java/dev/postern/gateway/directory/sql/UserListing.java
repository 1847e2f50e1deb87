package dev.postern.gateway.directory.sql;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Lists all users of a userdb. Each list has a connection and a thread of its own, so that a slow reader holds up no
 * look-up; there are {@link #MAX_LISTS} of them at most. Thread-safe.
 */
public final class UserListing {

    /** Lists that may be open at a time: an administrator's tool opens one, and rarely. */
    public static final int MAX_LISTS = 2;

    /** How long the server may work on a page: the first one may have to sort all users. */
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(30);

    private final Connector connector;
    private final QueryTemplate query;
    private final Semaphore lists = new Semaphore(MAX_LISTS);

    /**
     * Connects to nothing yet.
     *
     * @param query gives a column {@code user} first, or {@code username} and perhaps {@code domain}
     * @throws IllegalArgumentException if the query has expansions: there is nothing that they could stand for
     */
    public UserListing(DatabaseSettings settings, QueryTemplate query) {
        if (query.hasExpansions()) {
            throw new IllegalArgumentException("an iterate query has no expansions");
        }
        this.connector = new Connector(
                new DatabaseSettings(settings.url(), settings.user(), settings.password(), 1, PAGE_TIMEOUT));
        this.query = query;
    }

    /** Begins a list. Whoever does so closes it. */
    public UserList open() {
        return lists.tryAcquire() ? UserList.start(connector, query, lists::release) : UserList.refused();
    }
}
