package dev.postern.acceptance.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import dev.postern.acceptance.machine.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The official image, where a Docker engine runs. */
final class ContainerServer implements PostgresServer {
    private static final String IMAGE = "postgres:15";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private final int port = Ports.free();
    private final PostgreSQLContainer container;

    private ContainerServer() {
        container = new PostgreSQLContainer(IMAGE)
                .withUsername(SUPERUSER)
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200")
                .withCreateContainerCmdModifier(command -> bind(Objects.requireNonNull(command.getHostConfig())));
    }

    /** Asked only where an engine may be: a search without result ends with an error in the log. */
    static boolean isPossible() {
        return (System.getenv("DOCKER_HOST") != null || Files.exists(SOCKET))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerServer run() {
        ContainerServer server = new ContainerServer();
        server.container.start();
        return server;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(id()).exec();
    }

    @Override
    public void start() {
        if (!container.isRunning()) {
            docker().startContainerCmd(id()).exec();
        }
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(id()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(id()).exec();
    }

    @Override
    public void close() {
        container.close();
    }

    /** A port of Docker's choosing would be another one after each start. */
    private void bind(HostConfig host) {
        host.withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":5432"));
    }

    private String id() {
        return container.getContainerId();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
