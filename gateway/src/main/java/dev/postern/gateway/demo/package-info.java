/**
 * The sample site: an embedded PostgreSQL with the tutorial's tables, served on fixed loopback ports and on sockets in
 * one folder. Its libraries lie in a folder of their own; {@code serve} never loads this package.
 *
 * <p>Everything of a run lies below one folder: {@code lock} (held while a demo runs), {@code postgres} (wiped at each
 * start), and the sockets. What a killed run left behind, a running server included, is found there and cleaned up.
 */
@NullMarked
package dev.postern.gateway.demo;

import org.jspecify.annotations.NullMarked;
