/**
 * What a Postfix beside the gateway will not do with it, told from its own configuration. Pure: text in, problems out.
 *
 * <h2>What is read</h2>
 *
 * <ul>
 *   <li>{@code postconf -x}: all parameters with their values, defaults included, {@code $name} expanded;
 *       {@code postconf -n}: which of them main.cf sets ({@link MainCf}).
 *   <li>{@code postconf -Mx}: one line for each service, with the parameters that it overrides ({@link Service}).
 * </ul>
 *
 * <h2>What is known</h2>
 *
 * <ul>
 *   <li>virtual(8) and local(8) refuse network tables as security-sensitive; {@code proxy:} does not help. Every
 *       delivery is then deferred.
 *   <li>A service that runs chrooted finds a unix socket below the queue directory only; one that does not takes a
 *       relative path from there as well. proxymap(8) opens the tables that are named with {@code proxy:}.
 *   <li>tcp_table(5) has no unix sockets.
 *   <li>smtpd(8) connects to the authentication service before it greets; where that fails it ends.
 *   <li>A domain in {@code mydestination} is local, whatever the virtual maps say.
 *   <li>Postfix strips no extensions for network tables: the gateway's delimiter counts, and must be Postfix's.
 * </ul>
 *
 * <p>Tables that some other program serves are none of our business, and are passed over: those at an address that is
 * not ours with a map name that is not ours.
 *
 * <p>Sources: postconf(1), postconf(5), master(5), socketmap_table(5), tcp_table(5); Postfix 3.7.
 */
@NullMarked
package dev.postern.gateway.postfix;

import org.jspecify.annotations.NullMarked;
