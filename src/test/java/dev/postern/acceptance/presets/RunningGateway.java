package dev.postern.acceptance.presets;

import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Plan;
import dev.postern.gateway.PlanMaker;
import dev.postern.gateway.Served;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.directory.MapDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The gateway in this process, on sockets in a folder. */
public final class RunningGateway implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final int httpPort;
    private final Gateway gateway;

    private @Nullable MapClient maps;
    private @Nullable AccountClient logins;
    private @Nullable AccountClient users;

    private RunningGateway(Path folder, int httpPort, Gateway gateway) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.gateway = gateway;
    }

    /**
     * Starts one, which listens when this returns.
     *
     * @param yaml its configuration without listeners and HTTP
     */
    public static RunningGateway start(Path folder, String yaml) throws IOException, TimeoutException {
        int httpPort = Ports.free();
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml + """
                listeners:
                  - {protocol: socketmap, address: "unix:%1$s/socketmap"}
                  - {protocol: auth-client, address: "unix:%1$s/auth-client"}
                  - {protocol: auth-userdb, address: "unix:%1$s/auth-userdb"}
                http: {address: "127.0.0.1:%2$d"}
                """.formatted(folder, httpPort));
        ConfigReading reading = ConfigReader.ofThisProcess().read(file);
        if (!(reading instanceof ConfigReading.Accepted accepted)) {
            throw new IllegalArgumentException(reading.toString());
        }
        Plan.Attempt attempt = PlanMaker.plan(accepted.config(), accepted.effective());
        Plan plan = attempt.plan()
                .orElseThrow(
                        () -> new IllegalArgumentException(attempt.problems().toString()));
        return new RunningGateway(
                folder,
                httpPort,
                Gateway.start(new Served(accepted.config(), plan, SiteSecret.random()))
                        .await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    /** A client of its maps. */
    public MapClient maps() throws IOException {
        return MapClient.to(folder.resolve("socketmap"));
    }

    /** A client of its logins. */
    public AccountClient logins() throws IOException {
        return AccountClient.to(folder.resolve("auth-client"), "VERSION\t1\t2\nCPID\t%d\n".formatted(pid()));
    }

    /** A client of its users. */
    public AccountClient users() throws IOException {
        return AccountClient.to(folder.resolve("auth-userdb"), "VERSION\t1\t1\n");
    }

    /** Asks, and gives the answer as an acceptance case writes it. */
    public String ask(AcceptanceCase asked) throws IOException {
        return switch (asked.kind()) {
            case "exact" -> lookup(asked.name() + MapDefinition.EXACT_SUFFIX, asked.key());
            case "search", "protected" -> lookup(asked.name(), asked.key());
            case "auth" -> login(asked);
            case "user" -> user(asked);
            default -> throw new IllegalArgumentException("no such kind: " + asked);
        };
    }

    private String lookup(String map, String key) throws IOException {
        MapClient client = maps == null ? maps() : maps;
        maps = client;
        return client.ask(map, key);
    }

    private String login(AcceptanceCase asked) throws IOException {
        String[] words = asked.argument().split(" ", 2);
        String parameters = words.length > 1 ? words[1].replace(' ', '\t') : "service=imap";
        AccountClient client = logins == null ? logins() : logins;
        logins = client;
        // What was typed comes back where the name is another one: not what a schema says.
        return client.login(asked.name(), asked.key(), words[0], parameters)
                .replace(" original_user=" + asked.key(), "");
    }

    private String user(AcceptanceCase asked) throws IOException {
        AccountClient client = users == null ? users() : users;
        users = client;
        return client.user(asked.key(), asked.argument().isEmpty() ? "lmtp" : asked.argument());
    }

    /** Asks its HTTP side: GET, or what else a request says. */
    public HttpResponse<String> http(String path, UnaryOperator<HttpRequest.Builder> request) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
        try {
            return HTTP.send(request.apply(HttpRequest.newBuilder(uri)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** The sum of a meter over its tags. */
    public long meter(String name) throws IOException {
        return http("/metrics", request -> request)
                .body()
                .lines()
                .filter(line -> line.matches(name + "[{ ].*"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until it hears of changes. */
    public RunningGateway awaitHearing() {
        Wait.until("it hears", Duration.ofSeconds(LIMIT_SECONDS), () -> meter("postern_announcements_up") == 1);
        return this;
    }

    @Override
    public void close() throws TimeoutException, IOException {
        for (AutoCloseable client : Arrays.asList(maps, logins, users)) {
            close(client);
        }
        gateway.stop().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void close(@Nullable AutoCloseable client) throws IOException {
        try {
            if (client != null) {
                client.close();
            }
        } catch (Exception broken) {
            throw new IOException(broken);
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }
}
