package dev.postern.bench;

import static dev.postern.bench.Claim.atLeast;
import static dev.postern.bench.Claim.atMost;
import static dev.postern.bench.Contenders.POSTERN;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What Postfix and Dovecot ask of an auth server. */
final class Logins {
    private static final String FLOOR = "floor";
    private static final String DOVECOT = "Dovecot";
    private static final String DOVECOT_CACHED = "Dovecot with cache";
    private static final String NO_PENALTY = ", no-penalty";

    /** As many smtpd processes as a busy server has. */
    private static final int MANY = 64;

    /** More than there are cores, less than a queue of hashes holds. */
    private static final int GUESSERS = 8;

    private static final double FIVE_MILLISECONDS = 5000;

    private final Contenders contenders;
    private final Population population;
    private final LoadGenerator generator;

    Logins(Contenders contenders, Population population, LoadGenerator generator) {
        this.contenders = contenders;
        this.population = population;
        this.generator = generator;
    }

    List<Work> works() {
        return List.of(seenBefore(), neverSeen(), users(), lookupsWhileHashing());
    }

    private Work seenBefore() {
        Load ofDovecot = plain(contenders.cached().authClient());
        return new Work(
                "auth PLAIN, seen before, unix, 64 connections",
                List.of(
                        new Contender(
                                FLOOR,
                                () -> generator.run(plain(contenders.floors().auth()))),
                        new Contender(DOVECOT_CACHED, () -> generator.run(ofDovecot)),
                        new Contender(DOVECOT_CACHED + NO_PENALTY, () -> generator.runWithoutPenalty(ofDovecot)),
                        new Contender(
                                POSTERN,
                                () -> generator.run(plain(contenders.warm().authClient())))),
                List.of(against(2, DOVECOT_CACHED), against(2, DOVECOT_CACHED + NO_PENALTY)));
    }

    private Work neverSeen() {
        Load ofDovecot = strangers(contenders.uncached().authClient());
        return new Work(
                "auth PLAIN, {PLAIN}, never seen, unix, 64 connections",
                List.of(
                        new Contender(DOVECOT, () -> generator.run(ofDovecot)),
                        new Contender(DOVECOT + NO_PENALTY, () -> generator.runWithoutPenalty(ofDovecot)),
                        new Contender(
                                POSTERN,
                                () -> generator.run(strangers(contenders.cold().authClient())))),
                List.of(against(1.5, DOVECOT), against(1.5, DOVECOT + NO_PENALTY)));
    }

    private Work users() {
        return new Work(
                "userdb USER, cached, unix, 64 connections",
                List.of(
                        new Contender(FLOOR, () -> user(contenders.floors().userdb())),
                        new Contender(
                                DOVECOT_CACHED, () -> user(contenders.cached().authUserdb())),
                        new Contender(POSTERN, () -> user(contenders.warm().authUserdb()))),
                List.of(against(1.5, DOVECOT_CACHED)));
    }

    private Work lookupsWhileHashing() {
        return new Work(
                "socketmap hit, 1 connection, while 8 others guess a SHA512-CRYPT password",
                List.of(new Contender(POSTERN, this::lookUpWhileHashing)),
                List.of(atMost(1, Figure.of(POSTERN, Metric.P99), Figure.constant(FIVE_MILLISECONDS, Metric.P99))));
    }

    private Sample lookUpWhileHashing() throws IOException {
        ExecutorService besides = Executors.newSingleThreadExecutor();
        try {
            Future<Sample> guesses = besides.submit(() -> generator.run(
                    Load.refused("auth", contenders.warm().authClient(), GUESSERS, population.wrongLogins())));
            Sample lookups = generator.run(
                    Load.finding("socketmap", contenders.warm().socketmap(), 1, population.hotMailboxes()));
            guesses.get();
            return lookups;
        } catch (ExecutionException failed) {
            throw new IOException("guessing: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            besides.shutdownNow();
        }
    }

    private static Claim against(double bar, String yardstick) {
        return atLeast(bar, Figure.of(POSTERN, Metric.PER_SECOND), Figure.of(yardstick, Metric.PER_SECOND));
    }

    private Load plain(String address) {
        return Load.finding("auth", address, MANY, population.hotLogins());
    }

    private Load strangers(String address) {
        return Load.finding("auth", address, MANY, population.logins());
    }

    private Sample user(String address) throws IOException {
        return generator.run(Load.finding("userdb", address, MANY, population.hotMailboxes()));
    }
}
