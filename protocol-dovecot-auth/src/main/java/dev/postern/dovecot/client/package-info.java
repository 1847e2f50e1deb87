/**
 * The auth-client protocol, the server's side: mail servers ask it who somebody is, Dovecot's login processes let users
 * in by it.
 *
 * <p>Manual page to come with the session.
 */
@NullMarked
package dev.postern.dovecot.client;

import org.jspecify.annotations.NullMarked;
