package dev.postern.gateway.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that an issuer publishes, as far as they are known. Thread-safe. */
final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    /** After this they are fetched anew, while the old ones serve. */
    static final Duration FRESH = Duration.ofMinutes(10);

    /** So long nobody asks again, whatever key ids tokens name and whatever came of the last time. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** So long keys count whose issuer cannot be asked. */
    static final Duration STALE = Duration.ofDays(1);

    private final Vertx vertx;
    private final Supplier<Future<Buffer>> source;
    private final LongSupplier nanoTime;

    private @Nullable Known known;
    private @Nullable Future<Known> underWay;
    private @Nullable Attempt last;

    private record Known(JWKSet keys, long fetchedAt) {}

    private record Attempt(long at, boolean failed) {}

    /** @param source the published set, in JSON */
    IssuerKeys(Vertx vertx, Supplier<Future<Buffer>> source, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Finds a key; empty if the issuer has none of this id. Fails if the issuer cannot be asked. */
    synchronized Future<Optional<JWK>> find(String keyId) {
        Optional<JWK> key = known == null
                ? Optional.empty()
                : Optional.ofNullable(known.keys().getKeyByKeyId(keyId));
        if (key.isPresent() && !isOlder(known, STALE)) {
            if (isOlder(known, FRESH) && mayAsk()) {
                fetch();
            }
            return Future.succeededFuture(key);
        }
        if (underWay != null || mayAsk()) {
            Future<Known> fetched = underWay != null ? underWay : fetch();
            return fetched.map(now -> Optional.ofNullable(now.keys().getKeyByKeyId(keyId)));
        }
        return last != null && last.failed()
                ? Future.failedFuture(new IOException("it could not be asked a moment ago"))
                : Future.succeededFuture(Optional.empty());
    }

    private boolean isOlder(@Nullable Known keys, Duration age) {
        return keys == null || nanoTime.getAsLong() - keys.fetchedAt() >= age.toNanos();
    }

    private boolean mayAsk() {
        return underWay == null && (last == null || nanoTime.getAsLong() - last.at() >= PAUSE.toNanos());
    }

    private Future<Known> fetch() {
        long now = nanoTime.getAsLong();
        last = new Attempt(now, true);
        Future<Known> fetching = source.get()
                .compose(body -> vertx.executeBlocking(() -> parse(body), false))
                .map(keys -> new Known(keys, now));
        underWay = fetching;
        fetching.onComplete(done -> {
            if (done.succeeded()) {
                arrived(done.result());
            } else {
                failed(done.cause());
            }
        });
        return fetching;
    }

    private static JWKSet parse(Buffer body) throws IOException {
        try {
            return JWKSet.parse(body.toString(StandardCharsets.UTF_8));
        } catch (ParseException | IllegalArgumentException notKeys) {
            throw new IOException("it answers something else than a set of keys", notKeys);
        }
    }

    private synchronized void arrived(Known fetched) {
        known = fetched;
        last = new Attempt(fetched.fetchedAt(), false);
        underWay = null;
    }

    private synchronized void failed(Throwable cause) {
        underWay = null;
        LOG.warn("keys of the token issuer could not be fetched: {}", cause.toString());
    }
}
