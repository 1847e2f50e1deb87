package dev.postern.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldAnswersTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        // from the arrival on, whatever the verification took
        "0, 2000, 0, 2000",
        "300, 2000, 0, 1700",
        "1999, 2000, 100, 101",
        // what is late leaves at the next half second
        "2000, 2000, 0, 500",
        "2499, 2000, 0, 1",
        "2600, 2000, 10, 410",
        // never too late for Postfix
        "0, 12000, 249, 7500",
        "7400, 7000, 200, 100",
        "7500, 2000, 0, 1",
        "9000, 2000, 0, 1",
    })
    void waitsForTheRestOfTheTime(long spent, long duration, int random, long remaining) {
        assertThat(HeldAnswers.remaining(spent, duration, random)).isEqualTo(remaining);
    }

    @Test
    void answersLeaveInShuffledOrderAndNoneTooEarly() throws Exception {
        HeldAnswers answers = new HeldAnswers(vertx);
        long arrivedAt = System.nanoTime();
        Duration duration = Duration.ofMillis(100);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Future<Void>> all = IntStream.range(0, 100)
                .mapToObj(i -> {
                    assertThat(answers.reserve()).isTrue();
                    return answers.hold(arrivedAt, duration).onComplete(left -> order.add(i));
                })
                .toList();
        Future.all(all).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - arrivedAt).isGreaterThanOrEqualTo(duration.toNanos());
        assertThat(order)
                .hasSize(100)
                .isNotEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(answers.held()).isZero();
        assertThat(answers.delayed()).isEqualTo(100);
    }

    @Test
    void noMoreWaitThanThereArePlaces() throws Exception {
        HeldAnswers answers = new HeldAnswers(vertx, 2);
        assertThat(answers.reserve()).isTrue();
        assertThat(answers.reserve()).isTrue();
        assertThat(answers.reserve()).isFalse();
        answers.hold(System.nanoTime(), Duration.ofMillis(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(answers.held()).isEqualTo(1);
        assertThat(answers.reserve()).isTrue();
    }
}
