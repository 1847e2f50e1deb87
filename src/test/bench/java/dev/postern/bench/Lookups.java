package dev.postern.bench;

import static dev.postern.bench.Claim.atLeast;
import static dev.postern.bench.Claim.atMost;
import static dev.postern.bench.Contenders.POSTERN;

import java.io.IOException;
import java.util.List;

/** What Postfix asks of a map. */
final class Lookups {
    private static final String FLOOR = "floor";
    private static final String ECHO = "Vert.x echo";
    private static final String POSTERN_THROUGH_POSTMAP = "Postern through postmap";
    private static final String PGSQL = "`pgsql:`";

    /** As many smtpd processes as a busy server has. */
    private static final int MANY = 64;

    /** What batches must reach on two cores, PostgreSQL included, where that is less than four times pgsql:. */
    private static final double ENOUGH_MISSES = 50_000;

    private static final double MILLISECOND = 1000;

    private final Contenders contenders;
    private final Population population;
    private final LoadGenerator generator;
    private final Postmap postmap;
    private final String pgsql;

    /** @param pgsql the table that asks PostgreSQL directly */
    Lookups(Contenders contenders, Population population, LoadGenerator generator, Postmap postmap, String pgsql) {
        this.contenders = contenders;
        this.population = population;
        this.generator = generator;
        this.postmap = postmap;
        this.pgsql = pgsql;
    }

    List<Work> works() {
        return List.of(hitsOfMany(), hitsOfOne(), hitsThroughPostmap(), missesOfMany(), missesOfOne());
    }

    private Work hitsOfMany() {
        Figure postern = Figure.of(POSTERN, Metric.PER_SECOND);
        return new Work(
                "socketmap hit, unix, 64 connections",
                hitting(MANY),
                List.of(
                        atLeast(0.70, postern, Figure.of(FLOOR, Metric.PER_SECOND)),
                        atLeast(0.95, postern, Figure.of(ECHO, Metric.PER_SECOND))));
    }

    private Work hitsOfOne() {
        return new Work(
                "socketmap hit, unix, 1 connection",
                hitting(1),
                List.of(
                        atMost(1.5, Figure.of(POSTERN, Metric.P50), Figure.of(FLOOR, Metric.P50)),
                        atMost(1, Figure.of(POSTERN, Metric.P999), Figure.constant(MILLISECOND, Metric.P999))));
    }

    private List<Contender> hitting(int connections) {
        return List.of(
                new Contender(FLOOR, () -> hit(contenders.floors().socketmap(), connections)),
                new Contender(ECHO, () -> hit(contenders.echo(), connections)),
                new Contender(POSTERN, () -> hit(contenders.warm().socketmap(), connections)));
    }

    private Work hitsThroughPostmap() {
        return new Work(
                "postmap -q -, hits",
                List.of(
                        new Contender(FLOOR, () -> ask(floorThroughPostmap())),
                        new Contender(PGSQL, () -> ask(pgsql)),
                        new Contender(POSTERN, () -> ask(contenders.warm().mailboxes()))),
                List.of(atLeast(3, Figure.of(POSTERN, Metric.PER_SECOND), Figure.of(PGSQL, Metric.PER_SECOND))));
    }

    private Work missesOfMany() {
        Figure enough = new Figure(
                "the smaller of 50,000 and 4 × " + PGSQL,
                Metric.PER_SECOND,
                round -> Math.min(ENOUGH_MISSES, 4 * round.sample(PGSQL).figure(Metric.PER_SECOND)));
        return new Work(
                "socketmap miss, unix, 64 connections",
                List.of(new Contender(PGSQL, () -> ask(pgsql)), new Contender(POSTERN, () -> miss(MANY))),
                List.of(atLeast(1, Figure.of(POSTERN, Metric.PER_SECOND), enough)));
    }

    private Work missesOfOne() {
        Figure rival = Figure.of(PGSQL, Metric.MEAN);
        return new Work(
                "socketmap miss, unix, 1 connection",
                List.of(
                        new Contender(PGSQL, () -> ask(pgsql)),
                        new Contender(
                                POSTERN_THROUGH_POSTMAP,
                                () -> ask(contenders.cold().mailboxes())),
                        new Contender(POSTERN, () -> miss(1))),
                List.of(
                        atMost(1.3, Figure.of(POSTERN, Metric.P50), rival),
                        atMost(1.3, Figure.of(POSTERN_THROUGH_POSTMAP, Metric.MEAN), rival)));
    }

    private Sample miss(int connections) throws IOException {
        return generator.run(
                Load.finding("socketmap", contenders.cold().socketmap(), connections, population.mailboxes()));
    }

    private Sample hit(String address, int connections) throws IOException {
        return generator.run(Load.finding("socketmap", address, connections, population.hotMailboxes()));
    }

    private Sample ask(String table) throws IOException {
        return postmap.ask(table, population.fewMailboxes());
    }

    private String floorThroughPostmap() {
        return "socketmap:" + contenders.floors().socketmap() + ":" + Postern.MAILBOXES;
    }
}
