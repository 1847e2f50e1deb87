package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is asked next, with whom, and who is not let in. */
@Timeout(10)
class AskQueueTest {
    private final AtomicLong clock = new AtomicLong();
    private final Lane aliases = lane("aliases");
    private final Lane mailboxes = lane("mailboxes");

    private static Lane lane(String name) {
        QueryTemplate template =
                QueryTemplate.parse("SELECT '%s'", Dialect.POSTFIX).template().orElseThrow();
        return new Lane(RelationQuery.map(name, template, RelationQuery.UNLIMITED));
    }

    private AskQueue queue(int relations, int threads) {
        return new AskQueue(relations, threads, clock::get);
    }

    private static Ask ask(Lane lane, int number) {
        return new Ask(lane, Integer.toString(number), List.of(Integer.toString(number)), new Deadline(1000 + number));
    }

    private static List<Ask> offer(AskQueue queue, Lane lane, int count) {
        List<Ask> asks = IntStream.range(0, count).mapToObj(i -> ask(lane, i)).toList();
        asks.forEach(ask -> assertThat(queue.offer(ask)).isTrue());
        return asks;
    }

    @Test
    void givesAllThatWaitsForOneRelation() throws InterruptedException {
        AskQueue queue = queue(2, 4);
        List<Ask> asks = offer(queue, aliases, 10);

        assertThat(queue.take()).isEqualTo(asks);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void givesNoMoreThanABatchAtATime() throws InterruptedException {
        AskQueue queue = queue(1, 4);
        offer(queue, aliases, Lane.MAX_BATCH + 1);

        assertThat(queue.take()).hasSize(Lane.MAX_BATCH);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void givesOneAtATimeWhileTheRelationIsUnbatched() throws InterruptedException {
        AskQueue queue = queue(1, 4);
        aliases.unbatch(clock.get());
        offer(queue, aliases, 3);

        assertThat(queue.take()).hasSize(1);
        clock.addAndGet(Lane.UNBATCHED_FOR.toNanos());
        assertThat(queue.take()).hasSize(2);
    }

    @Test
    void servesRelationsInTurn() throws InterruptedException {
        AskQueue queue = queue(2, 8);
        aliases.unbatch(clock.get());
        mailboxes.unbatch(clock.get());
        offer(queue, aliases, 3);
        offer(queue, mailboxes, 3);

        List<Lane> turns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Ask> taken = Objects.requireNonNull(queue.take());
            turns.add(taken.get(0).lane());
        }
        assertThat(turns).containsExactly(aliases, mailboxes, aliases, mailboxes, aliases, mailboxes);
    }

    // One relation leaves the last connection to the others.
    @Test
    void keepsAConnectionFreeOfTheBusiestRelation() throws InterruptedException {
        AskQueue queue = queue(2, 3);
        aliases.unbatch(clock.get());
        offer(queue, aliases, 5);
        queue.take();
        queue.take();
        List<Ask> others = offer(queue, mailboxes, 1);

        assertThat(queue.take()).isEqualTo(others);
        queue.done(aliases);
        assertThat(queue.take()).extracting(Ask::lane).containsExactly(aliases);
    }

    @Test
    void givesTheOnlyRelationAllConnections() throws InterruptedException {
        AskQueue queue = queue(1, 2);
        aliases.unbatch(clock.get());
        offer(queue, aliases, 2);

        assertThat(queue.take()).hasSize(1);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void putsBackInFrontAndInOrder() throws InterruptedException {
        AskQueue queue = queue(1, 4);
        List<Ask> first = offer(queue, aliases, 3);
        assertThat(queue.take()).isEqualTo(first);
        List<Ask> later = offer(queue, aliases, 2);
        queue.putBack(first);

        List<Ask> expected = new ArrayList<>(first);
        expected.addAll(later);
        assertThat(queue.take()).isEqualTo(expected);
    }

    @Test
    void takesOutWhoseDeadlineHasPassed() throws InterruptedException {
        AskQueue queue = queue(1, 4);
        List<Ask> asks = offer(queue, aliases, 3);
        clock.set(1001);

        assertThat(queue.expired(List.of(aliases))).isEqualTo(asks.subList(0, 2));
        assertThat(queue.take()).isEqualTo(asks.subList(2, 3));
    }

    @Test
    void letsNoMoreInThanItsBound() {
        AskQueue queue = queue(1, 4);
        offer(queue, aliases, AskQueue.MAX_WAITING);

        assertThat(queue.offer(ask(aliases, 0))).isFalse();
        assertThat(queue.drain()).hasSize(AskQueue.MAX_WAITING);
        assertThat(queue.offer(ask(aliases, 0))).isTrue();
    }

    @Test
    void sendsEverybodyHomeWhenItCloses() throws InterruptedException {
        AskQueue queue = queue(1, 4);
        offer(queue, aliases, 1);
        queue.close();

        assertThat(queue.offer(ask(aliases, 0))).isFalse();
        assertThat(queue.take()).isNull();
        assertThat(queue.rest(Long.MAX_VALUE)).isFalse();
        assertThat(queue.drain()).hasSize(1);
    }

    // Whoever waits must be woken, however few came and however many are idle.
    @Test
    void losesNobody() throws InterruptedException {
        AskQueue queue = queue(2, 3);
        List<Ask> asks = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> answerAll(queue)))
                .toList();
        threads.forEach(Thread::start);
        for (int i = 0; i < 20_000; i++) {
            Ask ask = ask(i % 3 == 0 ? mailboxes : aliases, i);
            asks.add(ask);
            while (!queue.offer(ask)) {
                Thread.onSpinWait();
            }
        }
        while (!asks.stream().allMatch(Ask::isAnswered)) {
            Thread.onSpinWait();
        }
        queue.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(aliases.busy + mailboxes.busy).isZero();
    }

    private static void answerAll(AskQueue queue) {
        try {
            for (List<Ask> asks = queue.take(); asks != null; asks = queue.take()) {
                asks.forEach(ask -> ask.answer(new Unavailable("test")));
                queue.done(asks.get(0).lane());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
