package dev.postern.gateway.systemd;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a datagram socket that stands for systemd's. */
@EnabledOnOs(OS.LINUX)
class NotifySocketTest {
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @AfterEach
    void stop() {
        thread.shutdownGracefully(0, 1, SECONDS).awaitUninterruptibly();
    }

    private void systemdAt(String address) throws InterruptedException {
        Channel bound = new Bootstrap()
                .group(thread)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                        received.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(address))
                .sync()
                .channel();
        assertThat(bound.isActive()).isTrue();
    }

    private String next() throws InterruptedException {
        String message = received.poll(10, SECONDS);
        assertThat(message).as("nothing came").isNotNull();
        return message == null ? "" : message;
    }

    @Test
    void tellsItsStateInOrder() throws InterruptedException {
        String path = folder.resolve("notify").toString();
        systemdAt(path);
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", path))) {
            systemd.ready("3 listeners");
            systemd.reloading();
            systemd.alive();
            systemd.stopping();
        }
        assertThat(next()).isEqualTo("READY=1\nSTATUS=3 listeners");
        assertThat(next()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+\nSTATUS=reloading");
        assertThat(next()).isEqualTo("WATCHDOG=1");
        assertThat(next()).startsWith("STOPPING=1\n");
    }

    @Test
    void speaksToAnAbstractSocket() throws InterruptedException {
        String name = "postern-notify-" + ProcessHandle.current().pid();
        systemdAt('\0' + name);
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", '@' + name))) {
            systemd.ready("");
        }
        assertThat(next()).isEqualTo("READY=1\nSTATUS=");
    }

    @Test
    void saysWhenItReloadsOnSystemdsOwnClock() throws InterruptedException {
        String path = folder.resolve("notify").toString();
        systemdAt(path);
        long before = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", path))) {
            systemd.reloading();
        }
        long told = Long.parseLong(next().lines().toList().get(1).substring("MONOTONIC_USEC=".length()));
        assertThat(told).isBetween(before, TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    @Test
    void knowsHowOftenTheWatchdogLooks() throws InterruptedException {
        String path = folder.resolve("notify").toString();
        systemdAt(path);
        String own = Long.toString(ProcessHandle.current().pid());
        Map<String, String> watched = Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", own);
        try (NotifySocket systemd = new NotifySocket(watched)) {
            assertThat(systemd.watchdog()).contains(Duration.ofSeconds(30));
        }
        Map<String, String> another = Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1");
        try (NotifySocket systemd = new NotifySocket(another)) {
            assertThat(systemd.watchdog()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "99999999999999999999"})
    void servesNoWatchdogWithoutAnInterval(String micros) throws InterruptedException {
        String path = folder.resolve("notify").toString();
        systemdAt(path);
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", micros))) {
            assertThat(systemd.watchdog()).isEmpty();
        }
    }

    @Test
    void isSilentWithoutASocket() {
        try (NotifySocket systemd = new NotifySocket(Map.of("WATCHDOG_USEC", "30000000"))) {
            systemd.ready("");
            systemd.alive();
            assertThat(systemd.watchdog()).isEmpty();
        }
    }

    @Test
    void servesOnWhenNobodyListens() {
        String nowhere = folder.resolve("nowhere").toString();
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", nowhere, "WATCHDOG_USEC", "1000"))) {
            systemd.ready("");
            systemd.alive();
            assertThat(systemd.watchdog()).isEmpty();
        }
    }

    @Test
    void servesOnWhenSystemdGoesAway() throws InterruptedException {
        String path = folder.resolve("notify").toString();
        systemdAt(path);
        try (NotifySocket systemd = new NotifySocket(Map.of("NOTIFY_SOCKET", path))) {
            systemd.ready("");
            next();
            stop();
            systemd.stopping();
            systemd.alive();
        }
        assertThat(received).isEmpty();
    }
}
