package dev.postern.gateway.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.cli.Orders.Order;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final Orders orders = new Orders();

    private CompletableFuture<Order> waiting() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return orders.next();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    @Test
    void waitsForASignal() throws Exception {
        CompletableFuture<Order> waiting = waiting();
        assertThat(waiting).isNotDone();
        orders.reload();
        assertThat(waiting.get(10, SECONDS)).isEqualTo(Order.RELOAD);
    }

    @Test
    void severalReloadsAskedForMeanwhileAreOne() throws Exception {
        orders.reload();
        orders.reload();
        assertThat(orders.next()).isEqualTo(Order.RELOAD);
        CompletableFuture<Order> waiting = waiting();
        orders.stop();
        assertThat(waiting.get(10, SECONDS)).as("no second reload was waiting").isEqualTo(Order.STOP);
    }

    @Test
    void aStopComesBeforeAReload() throws Exception {
        orders.reload();
        orders.stop();
        assertThat(orders.next()).isEqualTo(Order.STOP);
    }

    @Test
    void whoDoesSomethingElseHearsOfAStopButOfNoReload() {
        orders.reload();
        assertThat(orders.stopped()).isNotDone();
        orders.stop();
        assertThat(orders.stopped()).isDone();
    }
}
