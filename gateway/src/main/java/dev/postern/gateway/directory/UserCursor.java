package dev.postern.gateway.directory;

import io.vertx.core.Future;

/** A list of users, read page by page as its reader asks, so that no more than a page is in memory. Thread-safe. */
public interface UserCursor extends AutoCloseable {

    /**
     * The next page. One at a time: asking again before it came is a failure.
     *
     * @return never fails; may complete on any thread
     */
    Future<UserPage> next();

    /** Ends the list soon, wherever it is. */
    @Override
    void close();
}
