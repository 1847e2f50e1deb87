package dev.postern.bench;

import static dev.postern.bench.Contenders.POSTERN;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How speed goes with the number of connections, the share of hits, the kind of socket, the rate, cores and gateways. */
final class Sweep {
    private static final String FLOOR = "floor";
    private static final String SOCKETMAP = "socketmap";
    private static final String AUTH = "auth";
    private static final String USERDB = "userdb";
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64, 512);
    private static final int MANY = 64;

    /** What a large site asks at its busiest, and what a small machine can hardly answer. */
    private static final List<Integer> RATES = List.of(1_000, 10_000, 50_000);

    private final Contenders contenders;
    private final Population population;
    private final LoadGenerator generator;
    private final Others others;

    Sweep(Contenders contenders, Population population, LoadGenerator generator, Others others) {
        this.contenders = contenders;
        this.population = population;
        this.generator = generator;
        this.others = others;
    }

    /** Nothing is claimed of them. */
    List<Work> works() {
        List<Work> works = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            works.add(hits(
                    "unix",
                    connections,
                    contenders.floors().socketmap(),
                    contenders.warm().socketmap()));
            works.add(hits(
                    "tcp",
                    connections,
                    contenders.floors().socketmapTcp(),
                    contenders.warm().socketmapTcp()));
            works.add(logins(connections));
            works.add(users(connections));
        }
        works.add(mixedHits());
        works.add(misses());
        RATES.forEach(rate -> works.add(openLoop(rate)));
        works.add(oneCore());
        works.add(twoGateways());
        return works;
    }

    private Work hits(String socket, int connections, String floor, String postern) {
        return work(
                "socketmap hit, %s, %s".formatted(socket, counted(connections)),
                running(FLOOR, Load.finding(SOCKETMAP, floor, connections, population.hotMailboxes())),
                running(POSTERN, Load.finding(SOCKETMAP, postern, connections, population.hotMailboxes())));
    }

    private Work logins(int connections) {
        Path keys = population.hotLogins();
        return work(
                "auth PLAIN, seen before, unix, " + counted(connections),
                running(FLOOR, Load.finding(AUTH, contenders.floors().auth(), connections, keys)),
                running(POSTERN, Load.finding(AUTH, contenders.warm().authClient(), connections, keys)));
    }

    private Work users(int connections) {
        Path keys = population.hotMailboxes();
        return work(
                "userdb USER, cached, unix, " + counted(connections),
                running(FLOOR, Load.finding(USERDB, contenders.floors().userdb(), connections, keys)),
                running(POSTERN, Load.finding(USERDB, contenders.warm().authUserdb(), connections, keys)));
    }

    private Work mixedHits() {
        return work(
                "socketmap, nine hits of ten, unix, 64 connections",
                running(
                        POSTERN,
                        Load.finding(SOCKETMAP, others.small().socketmap(), MANY, population.mostlyHotMailboxes())));
    }

    private Work misses() {
        return work(
                "socketmap, no hit, unix, 64 connections",
                running(
                        POSTERN + ", mailboxes",
                        Load.finding(SOCKETMAP, contenders.cold().socketmap(), MANY, population.mailboxes())),
                running(
                        POSTERN + ", unknown addresses",
                        Load.missing(SOCKETMAP, contenders.cold().socketmap(), MANY, population.strangers())));
    }

    private Work openLoop(int rate) {
        Load load = Load.finding(SOCKETMAP, contenders.warm().socketmap(), MANY, population.hotMailboxes());
        Load ofFloor = Load.finding(SOCKETMAP, contenders.floors().socketmap(), MANY, population.hotMailboxes());
        return work(
                "socketmap hit, unix, open loop, %d requests a second".formatted(rate),
                new Contender(FLOOR, () -> generator.runAtRate(ofFloor, rate)),
                new Contender(POSTERN, () -> generator.runAtRate(load, rate)));
    }

    private Work oneCore() {
        return work(
                "socketmap hit, unix, 64 connections, cores",
                running(
                        POSTERN + " on one",
                        Load.finding(SOCKETMAP, others.oneCore().socketmap(), MANY, population.hotMailboxes())),
                running(
                        POSTERN + " on all",
                        Load.finding(SOCKETMAP, contenders.warm().socketmap(), MANY, population.hotMailboxes())));
    }

    /** They share nothing but the database, so that misses are where they meet. */
    private Work twoGateways() {
        Load alone = Load.finding(SOCKETMAP, contenders.cold().socketmap(), MANY, population.mailboxes());
        List<Load> halves = List.of(
                Load.finding(SOCKETMAP, contenders.cold().socketmap(), MANY / 2, population.mailboxes()),
                Load.finding(SOCKETMAP, others.second().socketmap(), MANY / 2, population.mailboxes()));
        return work(
                "socketmap, no hit, unix, 64 connections, gateways",
                running(POSTERN + ", one gateway", alone),
                new Contender(POSTERN + ", two gateways", () -> Together.run(generator, halves)));
    }

    private static String counted(int connections) {
        return connections == 1 ? "1 connection" : connections + " connections";
    }

    private Contender running(String name, Load load) {
        return new Contender(name, () -> generator.run(load));
    }

    private static Work work(String name, Contender... contenders) {
        return new Work(name, List.of(contenders), List.of());
    }
}
