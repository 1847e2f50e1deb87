package dev.postern.acceptance.outage;

import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask without a pause, and come again when they are cut off. Whoever got a wrong answer says so at the end. */
final class Rush implements AutoCloseable {
    private static final int CLIENTS = 4;

    /** So many that each client is in the middle of asking. */
    private static final int MANY = 2_000;

    /** Until a client comes again. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean over;

    private Rush() {}

    /** Everybody asks for the aliases of all of them. */
    static Rush on(SampleGateway gateway, List<String> addresses) {
        Rush rush = new Rush();
        for (int i = 0; i < CLIENTS; i++) {
            rush.threads.execute(() -> rush.ask(gateway, addresses));
        }
        return rush;
    }

    /** Waits until they are in the middle of it. */
    void awaitAnswers() {
        Wait.until("clients are answered", LIMIT, () -> answers.get() >= MANY);
    }

    private void ask(SampleGateway gateway, List<String> addresses) {
        while (!over) {
            try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
                for (int i = 0; !over; i++) {
                    check(connection, addresses.get(i % addresses.size()));
                }
            } catch (IOException cutOff) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void check(RawConnection connection, String address) throws IOException {
        String request = "virtual-aliases " + address;
        connection.send(request.length() + ":" + request + ",");
        String answer = connection.readUntil(',');
        if (!answer.matches(address.startsWith("nobody") ? "9:NOTFOUND ,|\\d+:TEMP .*" : "\\d+:(OK|TEMP) .*")) {
            wrong.add(address + ": " + answer);
        }
        answers.incrementAndGet();
    }

    @Override
    public void close() {
        over = true;
        threads.shutdown();
        Wait.until("all have got their answers", LIMIT, threads::isTerminated);
        if (!wrong.isEmpty()) {
            throw new AssertionError("answered wrongly: " + wrong);
        }
    }
}
