package dev.postern.acceptance.postern;

import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Postern on a database with the tutorial's tables: settings first, then {@link #start}. It listens on free ports of
 * 127.0.0.1 and on sockets in its workspace, with everything that it speaks; no answer is held back.
 */
public final class SampleGateway {

    /** The section {@code auth}, unless the test says otherwise. */
    public static final String NOTHING_HELD_BACK = "{failureDelay: 0, penalty: {max: 0}}";

    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(30);

    private final Workspace workspace;
    private final String url;
    private final int socketmapPort = Ports.free();
    private final int tcpTablePort = Ports.free();
    private final int authPort = Ports.free();
    private final List<String> listeners = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();
    private String auth = NOTHING_HELD_BACK;
    private String database = "";
    private String more = "";
    private String schema = "views";

    private SampleGateway(Workspace workspace, String url) {
        this.workspace = workspace;
        this.url = url;
    }

    /** One that asks a database. */
    public static SampleGateway of(Workspace workspace, Database database) {
        return of(workspace, database.url());
    }

    /** One that asks whatever is there. */
    public static SampleGateway of(Workspace workspace, String url) {
        SampleGateway gateway = new SampleGateway(workspace, url);
        gateway.listenInet("socketmap", gateway.socketmapPort, "");
        gateway.listenInet("tcp-table", gateway.tcpTablePort, ", map: virtual-aliases");
        gateway.listenInet("auth-client", gateway.authPort, "");
        gateway.listen("socketmap", gateway.socketmapSocket());
        gateway.listen("auth-client", gateway.authClient());
        // Not 0666: such an auth-userdb tells nobody but root of other users.
        return gateway.listen("auth-userdb", gateway.authUserdb(), "mode: \"0777\"");
    }

    /** Opens another unix socket, for everybody. */
    public SampleGateway listen(String protocol, Path socket) {
        return listen(protocol, socket, "mode: \"0666\"");
    }

    /** Opens another unix socket with rights of its own. */
    public SampleGateway listen(String protocol, Path socket, String rights) {
        listeners.add("{protocol: " + protocol + ", address: \"unix:" + socket + "\", " + rights + "}");
        sockets.add(socket);
        return this;
    }

    /** Sets the section {@code auth}, a flow mapping. */
    public SampleGateway auth(String mapping) {
        auth = mapping;
        return this;
    }

    /** Adds a line to the section {@code database}. */
    public SampleGateway database(String line) {
        database = "\n  " + line;
        return this;
    }

    /** Adds further sections. */
    public SampleGateway more(String yaml) {
        more = yaml;
        return this;
    }

    /** Has another preset serve. */
    public SampleGateway schema(String preset) {
        schema = preset;
        return this;
    }

    /** Starts it, and waits until it listens; its database may not have answered yet. */
    public Postern start() throws IOException {
        return start(Map.of());
    }

    /** Starts it with variables in its environment. */
    public Postern start(Map<String, String> environment) throws IOException {
        Postern postern = Postern.start(workspace, "postern", yaml(), environment);
        Wait.until("it listens", LISTEN_LIMIT, () -> !postern.isAlive() || isListening(), postern::log);
        return postern.awaitLive();
    }

    /** Its configuration but for the HTTP side. */
    public String yaml() {
        return """
                database:
                  url: %s
                  username: %s%s
                schema: %s
                auth: %s
                listeners:
                  - %s
                %s
                """.formatted(url, Database.READER, database, schema, auth, String.join("\n  - ", listeners), more);
    }

    /** How Postfix names a map of it, over the unix socket. */
    public String socketmap(String map) {
        return "socketmap:unix:" + socketmapSocket() + ":" + map;
    }

    /** How Postfix names a map of it, over TCP. */
    public String socketmapInet(String map) {
        return "socketmap:inet:127.0.0.1:" + socketmapPort + ":" + map;
    }

    /** How Postfix names its aliases, as a tcp_table. */
    public String tcpTable() {
        return "tcp:127.0.0.1:" + tcpTablePort;
    }

    /** Where aliases are asked as a tcp_table. */
    public int tcpTablePort() {
        return tcpTablePort;
    }

    /** Where look-ups are asked. */
    public Path socketmapSocket() {
        return workspace.path().resolve("socketmap");
    }

    /** Where look-ups are asked over TCP. */
    public int socketmapPort() {
        return socketmapPort;
    }

    /** Where logins are asked. */
    public Path authClient() {
        return workspace.path().resolve("auth-client");
    }

    /** Where logins are asked over TCP. */
    public int authPort() {
        return authPort;
    }

    /** Where users are asked. */
    public Path authUserdb() {
        return workspace.path().resolve("auth-userdb");
    }

    private boolean isListening() {
        return sockets.stream().allMatch(Ports::answers)
                && Stream.of(socketmapPort, tcpTablePort, authPort).allMatch(Ports::answers);
    }

    private void listenInet(String protocol, int port, String more) {
        listeners.add("{protocol: " + protocol + ", address: \"inet:127.0.0.1:" + port + "\"" + more + "}");
    }
}
