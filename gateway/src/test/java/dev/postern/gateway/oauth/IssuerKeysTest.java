package dev.postern.gateway.oauth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong(7);
    private final Deque<Promise<Buffer>> asked = new ArrayDeque<>();
    private final IssuerKeys keys = new IssuerKeys(vertx, this::ask, now::get);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private Future<Buffer> ask() {
        Promise<Buffer> promise = Promise.promise();
        asked.add(promise);
        return promise.future();
    }

    private void answer(String... ids) {
        JWKSet set = new JWKSet(Arrays.stream(ids)
                .<com.nimbusds.jose.jwk.JWK>map(id -> new OctetSequenceKey.Builder(id.getBytes(StandardCharsets.UTF_8))
                        .keyID(id)
                        .build())
                .toList());
        asked.remove().complete(Buffer.buffer(set.toString(false)));
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static boolean found(Future<?> search) throws Exception {
        Object result = search.toCompletionStage().toCompletableFuture().get(30, SECONDS);
        return result.toString().startsWith("Optional[");
    }

    private static boolean failed(Future<?> search) throws Exception {
        try {
            search.toCompletionStage().toCompletableFuture().get(30, SECONDS);
            return false;
        } catch (ExecutionException expected) {
            return true;
        }
    }

    @Test
    void askOnceForAllWhoWait() throws Exception {
        Future<?> one = keys.find("a");
        Future<?> other = keys.find("b");
        assertThat(asked).hasSize(1);
        answer("a");
        assertThat(found(one)).isTrue();
        assertThat(found(other)).isFalse();
        assertThat(found(keys.find("a"))).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void unknownKeysCostOneRequestInAPause() throws Exception {
        Future<?> first = keys.find("a");
        answer("a");
        found(first);
        assertThat(found(keys.find("b"))).isFalse();
        assertThat(asked).isEmpty();
        passes(IssuerKeys.PAUSE);
        Future<?> later = keys.find("b");
        answer("a", "b");
        assertThat(found(later)).isTrue();
    }

    @Test
    void areFetchedAnewWhileTheOldOnesServe() throws Exception {
        Future<?> first = keys.find("a");
        answer("a");
        found(first);
        passes(IssuerKeys.FRESH);
        assertThat(found(keys.find("a"))).isTrue();
        assertThat(asked).hasSize(1);
        assertThat(found(keys.find("a"))).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void serveThroughAnOutageForADay() throws Exception {
        Future<?> first = keys.find("a");
        answer("a");
        found(first);
        passes(IssuerKeys.STALE.minusSeconds(1));
        assertThat(found(keys.find("a"))).isTrue();
        asked.remove().fail(new IOException("away"));
        passes(Duration.ofSeconds(1));
        assertThat(failed(keys.find("a"))).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void anOutageIsNotAnUnknownKey() throws Exception {
        Future<?> first = keys.find("a");
        asked.remove().fail(new IOException("away"));
        assertThat(failed(first)).isTrue();
        assertThat(failed(keys.find("a"))).isTrue();
        assertThat(asked).isEmpty();
    }
}
