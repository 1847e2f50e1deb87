/**
 * The auth-userdb and auth-master protocols, the server's side: Dovecot's mail processes ask where a user's mail lives.
 *
 * <p>Manual page to come with the session.
 */
@NullMarked
package dev.postern.dovecot.master;

import org.jspecify.annotations.NullMarked;
