/**
 * What systemd is told of the gateway's state: sd_notify(3), without libsystemd.
 *
 * <h2>Protocol</h2>
 *
 * One datagram per message to the unix socket that {@code NOTIFY_SOCKET} names ({@code @} begins an abstract name); lines
 * {@code NAME=value}.
 *
 * <table>
 * <caption>Messages</caption>
 * <tr><td>{@code READY=1}</td><td>everything listens; also after a reload, done or refused</td></tr>
 * <tr><td>{@code RELOADING=1}, {@code MONOTONIC_USEC=…}</td><td>a reload has begun</td></tr>
 * <tr><td>{@code STOPPING=1}</td><td>no new connections; the open ones are being answered</td></tr>
 * <tr><td>{@code STATUS=…}</td><td>one line for {@code systemctl status}</td></tr>
 * <tr><td>{@code WATCHDOG=1}</td><td>every event loop turns; without it systemd restarts the service after
 * {@code WATCHDOG_USEC}</td></tr>
 * </table>
 *
 * <h2>Failures</h2>
 *
 * Without {@code NOTIFY_SOCKET} nothing happens at all. With one that cannot be reached the first failure is logged, and
 * the gateway serves on: systemd will end a {@code Type=notify} service that never says that it is ready, so the line
 * says why.
 *
 * <h2>Threads</h2>
 *
 * A thread of its own writes, only where there is a socket. Thread-safe.
 *
 * <p>Source: sd_notify(3), sd_watchdog_enabled(3), systemd.service(5).
 */
@NullMarked
package dev.postern.gateway.systemd;

import org.jspecify.annotations.NullMarked;
