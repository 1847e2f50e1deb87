/**
 * PostgreSQL for acceptance tests: one server per JVM, a fresh copy of the sample site per test class.
 *
 * <p>Where a Docker engine runs the server is a container, elsewhere the embedded binaries, which also run as root. It
 * can be taken away in three ways: {@linkplain dev.postern.acceptance.postgres.PostgresServer#stop() stopped} (connections
 * are refused), {@linkplain dev.postern.acceptance.postgres.PostgresServer#freeze() frozen} (connections are accepted, and
 * established ones stay; nothing is answered), and a {@link dev.postern.acceptance.postgres.BlackHole} in its place. The
 * server keeps its port and its data. Who takes it away brings it back before the test ends: the next class uses it, too.
 *
 * <p>Anybody may connect from 127.0.0.1 without a password; the roles are those of the sample site.
 */
@NullMarked
package dev.postern.acceptance.postgres;

import org.jspecify.annotations.NullMarked;
