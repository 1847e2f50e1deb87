package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import dev.postern.gateway.directory.UserPage.Broken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One list of users, read page by page as its reader asks: no more than a page is ever in memory. It ends with its last
 * page, its first failure, {@link #close}, or when its reader asks for nothing for {@link #IDLE}. Thread-safe.
 */
public final class UserList implements UserCursor {

    /** Users on a page: a round trip for each thousand costs nothing beside writing them to a socket. */
    public static final int PAGE = 1000;

    /** A reader that asks for nothing for so long has gone: a client of a socket is given no longer. */
    static final Duration IDLE = Duration.ofMinutes(1);

    private static final UserPage OVER = new Broken(new Unavailable("the list of users has ended"));

    /** Empty: the reader closes the list. A place for that, and one for the page that is being waited for. */
    private final BlockingQueue<Optional<Promise<UserPage>>> requests = new ArrayBlockingQueue<>(2);

    /** What is said to whoever asks for more; null while the list goes on. */
    private final AtomicReference<@Nullable UserPage> ended = new AtomicReference<>();

    private UserList() {}

    static UserList start(Connector connector, QueryTemplate query, Runnable atEnd) {
        UserList list = new UserList();
        Thread thread = new Thread(() -> list.run(connector, query, atEnd), "postern-sql-users");
        thread.setDaemon(true);
        thread.start();
        return list;
    }

    static UserList refused() {
        UserList list = new UserList();
        list.end(new Broken(
                new Unavailable(UserListing.MAX_LISTS + " lists of users are being read already: try again later")));
        return list;
    }

    /** Completes on a thread of the list's own. */
    @Override
    public Future<UserPage> next() {
        Promise<UserPage> page = Promise.promise();
        if (ended.get() == null && !requests.offer(Optional.of(page))) {
            return Future.succeededFuture(new Broken(new Unavailable("a page was asked for before the last one came")));
        }
        UserPage over = ended.get();
        if (over != null) {
            page.tryComplete(over);
        }
        return page.future();
    }

    @Override
    public void close() {
        ended.compareAndSet(null, OVER);
        requests.offer(Optional.empty());
    }

    private void run(Connector connector, QueryTemplate query, Runnable atEnd) {
        try {
            serve(connector, query);
        } finally {
            end(OVER);
            atEnd.run();
        }
    }

    private void serve(Connector connector, QueryTemplate query) {
        try (Connection connection = connector.open()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                statement.setFetchSize(PAGE);
                try (ResultSet rows = statement.executeQuery()) {
                    pages(rows);
                }
            }
        } catch (SQLException failure) {
            end(broken(failure));
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private static UserPage broken(SQLException failure) {
        return new Broken(SqlFailure.of(failure).toFailure("iterate", failure));
    }

    private void pages(ResultSet rows) throws SQLException, InterruptedException {
        UserNames names = UserNames.of(Columns.of(rows, 1));
        while (ended.get() == null) {
            Optional<Promise<UserPage>> request = requests.poll(IDLE.toSeconds(), TimeUnit.SECONDS);
            if (request == null || request.isEmpty()) {
                return;
            }
            UserPage page = page(rows, names);
            if (!(page instanceof UserPage.Users users) || users.last()) {
                ended.compareAndSet(null, OVER);
            }
            request.get().tryComplete(page);
        }
    }

    private static UserPage page(ResultSet rows, UserNames names) {
        try {
            return read(rows, names);
        } catch (SQLException failure) {
            return broken(failure);
        }
    }

    private static UserPage read(ResultSet rows, UserNames names) throws SQLException {
        List<String> page = new ArrayList<>();
        while (page.size() < PAGE) {
            if (!rows.next()) {
                return new UserPage.Users(page, true);
            }
            String name = names.read(rows);
            if (name == null) {
                return new Broken(problem(names));
            }
            page.add(name);
        }
        return new UserPage.Users(page, false);
    }

    private static Failure problem(UserNames names) {
        return new Misconfigured(
                names.areReadable()
                        ? "iterate: a user is NULL: add WHERE … IS NOT NULL"
                        : "iterate: the query gives neither \"user\" as its first column nor username: add AS username");
    }

    /** Says {@code reason} to whoever waits, and to whoever will ask, unless another one was said before. */
    private void end(UserPage reason) {
        ended.compareAndSet(null, reason);
        for (Optional<Promise<UserPage>> request = requests.poll(); request != null; request = requests.poll()) {
            request.ifPresent(page -> page.tryComplete(reason));
        }
    }
}
