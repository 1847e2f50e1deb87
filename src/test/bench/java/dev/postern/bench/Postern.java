package dev.postern.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running Postern, started by its launcher as an operator starts it.
 *
 * @param name of this instance, part of the names of its sockets
 * @param ports where it listens on TCP
 * @param secondsToReady from the start of the launcher until it said that it was ready
 */
record Postern(Site site, String name, Daemon daemon, Inet ports, double secondsToReady) implements AutoCloseable {
    static final String MAILBOXES = "virtual-mailboxes";

    /** All that is asked fits, and stays for the length of a run. */
    static final String WARM = "{maxBytes: 512MiB, ttl: 12h}";

    /** Holds a fortieth of the mailboxes, for a second: when one is asked again it is long gone. */
    static final String COLD = "{maxBytes: 1MiB, ttl: 1s, negativeTtl: 0, staleFor: 0}";

    /** Keeps those who are asked again and again, and has no room for the rest. */
    static final String SMALL = "{maxBytes: 1MiB, ttl: 12h, negativeTtl: 12h}";

    /**
     * TCP ports.
     *
     * @param http for health and metrics
     */
    record Inet(int http, int socketmap) {
        static Inet free() {
            return new Inet(Ports.free(), Ports.free());
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration HTTP_LIMIT = Duration.ofSeconds(5);

    /** failureDelay and penalty 0: an answer that is held back would leave the processors idle. */
    private static final String CONFIGURATION = """
            database:
              url: %s
              username: %s
            schema: views
            listeners:
              - {protocol: socketmap,   address: "%s", maxConnections: 20000}
              - {protocol: socketmap,   address: "inet:127.0.0.1:%d"}
              - {protocol: auth-client, address: "%s", maxConnections: 20000}
              - {protocol: auth-userdb, address: "%s"}
            auth: {failureDelay: 0, penalty: {max: 0}}
            cache: %s
            http: {address: "127.0.0.1:%d"}
            """;

    /**
     * Starts one, and waits until it is ready.
     *
     * @param launcher the program's launcher
     * @param jdk to run it on; empty: the launcher chooses
     * @param cache the section of its configuration
     */
    static Postern start(Site site, String name, Launcher launcher, Optional<Jdk> jdk, String cache)
            throws IOException {
        return start(site, name, launcher, environment(jdk), cache, List.of());
    }

    /** Starts one that has a single core, and so a single event loop. */
    static Postern startOnOneCore(Site site, String name, Launcher launcher, String cache) throws IOException {
        return start(site, name, launcher, Map.of(), cache, List.of("taskset", "--cpu-list", "0"));
    }

    private static Postern start(
            Site site,
            String name,
            Launcher launcher,
            Map<String, String> environment,
            String cache,
            List<String> prefix)
            throws IOException {
        Inet ports = Inet.free();
        site.write(
                name + ".yaml",
                CONFIGURATION.formatted(
                        launcher.postgres().url(),
                        Postgres.READER,
                        site.unixAddress(name + ".map"),
                        ports.socketmap(),
                        site.unixAddress(name + ".auth"),
                        site.unixAddress(name + ".userdb"),
                        cache,
                        ports.http()));
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                launcher.program().toString(),
                "serve",
                "-c",
                site.path(name + ".yaml").toString()));
        long start = System.nanoTime();
        Daemon daemon = site.start(name, environment, words);
        daemon.await(name + " is ready", () -> isReady(ports.http()));
        double seconds =
                (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
        return new Postern(site, name, daemon, ports, seconds);
    }

    private static Map<String, String> environment(Optional<Jdk> jdk) {
        return jdk.map(chosen -> Map.of("JAVA_HOME", chosen.home().toString())).orElse(Map.of());
    }

    /** Where socketmap is spoken. */
    String socketmap() {
        return site.unixAddress(name + ".map");
    }

    /** The same on TCP. */
    String socketmapTcp() {
        return "inet:127.0.0.1:" + ports.socketmap();
    }

    /** The mailboxes as Postfix names them. */
    String mailboxes() {
        return "socketmap:" + socketmap() + ":" + MAILBOXES;
    }

    String authClient() {
        return site.unixAddress(name + ".auth");
    }

    String authUserdb() {
        return site.unixAddress(name + ".userdb");
    }

    /** How many of the units that were asked came from memory: 0 to 1. */
    double hitShare() throws IOException {
        double hits = metric("postern_cache_hits_total ");
        return hits / (hits + metric("postern_cache_misses_total "));
    }

    /** How many units it has in memory, roughly. */
    double cachedUnits() throws IOException {
        return metric("postern_cache_units");
    }

    /** How many socketmap connections it serves. */
    int socketmapConnections() {
        try {
            return (int) metric("postern_connections{address=\"" + socketmap() + "\"");
        } catch (IOException busy) {
            return -1;
        }
    }

    private double metric(String lineStart) throws IOException {
        return get(ports.http(), "/metrics")
                .lines()
                .filter(line -> line.startsWith(lineStart))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new IOException("no metric " + lineStart));
    }

    ProcessMemory memory() {
        return new ProcessMemory(daemon.pid());
    }

    @Override
    public void close() {
        daemon.close();
    }

    private static boolean isReady(int http) {
        try {
            get(http, "/health/ready");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String get(int http, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                .timeout(HTTP_LIMIT)
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(path + " answers " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
