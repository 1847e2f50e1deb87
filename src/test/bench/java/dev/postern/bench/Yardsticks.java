package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The servers that look nothing up. */
record Yardsticks(Site site) {

    /**
     * Starts a floor.
     *
     * @param program what {@code floor.c} was compiled to
     * @return its address
     */
    String floor(Path program, String protocol) throws IOException {
        String name = "floor-" + protocol;
        Daemon daemon = site.start(name, Map.of(), List.of(program.toString(), protocol, site.unixAddress(name)));
        return listening(daemon, name);
    }

    /** As {@link #floor}, on a TCP port. */
    String floorOnTcp(Path program, String protocol) throws IOException {
        int port = Ports.free();
        String name = "floor-" + protocol + "-tcp";
        String address = "inet:127.0.0.1:" + port;
        Daemon daemon = site.start(name, Map.of(), List.of(program.toString(), protocol, address));
        daemon.await(name + " listens", () -> Ports.isOpen(port));
        return address;
    }

    /** Starts the echo on a JDK, with the launcher's flags; returns its address. */
    String echo(Jdk jdk) throws IOException {
        Path socket = site.path("echo");
        Daemon daemon = site.start(
                "frame-echo",
                Map.of(),
                List.of(
                        jdk.program("java"),
                        "-XX:+UseSerialGC",
                        "-Xms16m",
                        "-XX:MaxRAMPercentage=25",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FrameEcho.class.getName(),
                        socket.toString()));
        return listening(daemon, "echo");
    }

    private String listening(Daemon daemon, String name) throws IOException {
        daemon.await(name + " listens", () -> Files.exists(site.path(name)));
        return site.unixAddress(name);
    }
}
