package dev.postern.gateway.directory.sql;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * What the threads of one source share.
 *
 * @param contact open until the first thread has tried to connect: only then is it known what others' failures mean
 */
record SqlPool(
        Connector connector,
        AskQueue queue,
        Reachability reachability,
        SqlCounters counters,
        CountDownLatch contact,
        LongSupplier nanoTime,
        List<SqlThread> threads) {

    long now() {
        return nanoTime.getAsLong();
    }

    /** What is said while the database is down. */
    static String down(String reason) {
        return "the database is down: " + reason;
    }

    boolean anyConnected() {
        return threads.stream().anyMatch(SqlThread::isConnected);
    }
}
