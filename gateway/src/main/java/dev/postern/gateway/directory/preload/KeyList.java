package dev.postern.gateway.directory.preload;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Folding;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.Set;

/** All keys of a relation, as a list of them gives: as they are written, and folded. */
final class KeyList {

    /** As many keys of a relation as are worth being read every few minutes: some seconds of a database's time. */
    static final int MAX_KEYS = 100_000;

    /** What a list gives for keys that it cannot name; no key that is asked looks like it. */
    private static final String ENDLESS = "**";

    private final UserCursor cursor;
    private final Set<String> keys = new LinkedHashSet<>();

    /** What came of it. */
    sealed interface Result permits Keys, Refused {}

    /** The keys. */
    record Keys(Set<String> keys) implements Result {}

    /** The relation cannot be kept whole, or the list could not be read. */
    record Refused(Failure failure) implements Result {}

    /** Takes over the cursor, and closes it. */
    KeyList(UserCursor cursor) {
        this.cursor = cursor;
    }

    Future<Result> read() {
        return next().onComplete(done -> cursor.close());
    }

    private Future<Result> next() {
        return cursor.next().compose(this::take);
    }

    private Future<Result> take(UserPage page) {
        if (!(page instanceof UserPage.Users users)) {
            return Future.succeededFuture(new Refused(((UserPage.Broken) page).failure()));
        }
        for (String name : users.names()) {
            keys.add(name);
            keys.add(Folding.fold(name));
        }
        if (keys.contains(ENDLESS)) {
            return refused("it has a row that answers for every key");
        }
        if (keys.size() > MAX_KEYS) {
            return refused("it has more than " + MAX_KEYS + " keys");
        }
        return users.last() ? Future.succeededFuture(new Keys(keys)) : next();
    }

    private static Future<Result> refused(String why) {
        return Future.succeededFuture(new Refused(new Failure.Misconfigured(why)));
    }
}
