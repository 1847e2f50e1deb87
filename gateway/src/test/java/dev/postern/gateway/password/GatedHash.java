package dev.postern.gateway.password;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A hash that takes until the test lets it end, and matches the password "right". */
final class GatedHash implements Hash {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger computed = new AtomicInteger();

    private final Cost cost;

    GatedHash(Cost cost) {
        this.cost = cost;
    }

    /** As the parser would give it; equal to others of the same identity. */
    StoredPassword.Usable stored(String identity) {
        Scheme scheme = Scheme.text("GATED", (data, limits) -> this);
        return new StoredPassword.Usable(scheme, this, identity);
    }

    @Override
    public boolean matches(Attempt attempt) {
        computed.incrementAndGet();
        begun.countDown();
        try {
            if (!gate.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the test never opened the gate");
            }
        } catch (InterruptedException e) {
            // A real hash cannot be interrupted either.
            Thread.currentThread().interrupt();
        }
        return Arrays.equals(attempt.password(), new byte[] {'r', 'i', 'g', 'h', 't'});
    }

    @Override
    public Cost cost() {
        return cost;
    }
}
