package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.LookupResult.Found;
import dev.postern.gateway.directory.LookupResult.NotFound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory with one map {@code m} whose answers a test sets; what is not set is not found. */
final class FakeDirectory implements Directory {
    private final Map<String, LookupResult> answers = new ConcurrentHashMap<>();
    final BlockingQueue<Promise<LookupResult>> held = new LinkedBlockingQueue<>();
    final AtomicInteger asked = new AtomicInteger();

    FakeDirectory() {
        answers.put("temp", new Failure.Unavailable("secret detail"));
        answers.put("perm", new Failure.Misconfigured("secret detail"));
    }

    void put(String key, String value) {
        answers.put(key, new Found(value));
    }

    @Override
    public boolean serves(String map) {
        return map.equals("m");
    }

    /** Keys that begin with {@code slow} wait in {@link #held}; {@code bug} throws; {@code crash} fails its future. */
    @Override
    public Future<LookupResult> lookup(String map, String key, Deadline deadline) {
        asked.incrementAndGet();
        if (key.startsWith("slow")) {
            Promise<LookupResult> promise = Promise.promise();
            held.add(promise);
            return promise.future();
        }
        if (key.equals("bug")) {
            throw new IllegalStateException("a bug");
        }
        if (key.equals("crash")) {
            return Future.failedFuture(new IllegalStateException("a bug"));
        }
        return Future.succeededFuture(answers.getOrDefault(key, NotFound.INSTANCE));
    }
}
