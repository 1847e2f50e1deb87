/**
 * The auth-userdb and auth-master protocols, the server's side: lmtp, doveadm and other mail processes ask where a user's
 * mail lives, imap and its kin take over whom a login process has let in.
 *
 * <pre>
 * S: VERSION 1 1, SPID n                            both at once when the connection is accepted, and nothing else
 * C: VERSION 1 minor                                 then commands
 *
 * C: USER id name service=lmtp …                     S: USER id name uid=… / NOTFOUND id / FAIL id
 * C: PASS id name service=lmtp …                     S: PASS id user=name … / NOTFOUND id / FAIL id
 * C: LIST id user=mask service=doveadm               S: LIST id name, as often as needed, DONE id [fail]
 * C: CACHE-FLUSH id [name …]                         S: OK id count                      auth-master only
 * C: REQUEST id pid auth-id cookie session_pid=…     S: USER id name uid=… / FAIL id     auth-master only
 * </pre>
 *
 * <p>{@link dev.postern.dovecot.master.MasterCommand} and {@link dev.postern.dovecot.master.MasterReply} have the grammar,
 * {@link dev.postern.dovecot.wire} what is below it. {@link dev.postern.dovecot.master.MasterSession} is one connection.
 *
 * <p><b>What the answers do.</b> NOTFOUND alone lets LMTP reject mail (550) and doveadm exit with 67; FAIL defers it
 * (451) and is 75. PASS tells extra fields only, never the stored password.
 *
 * <p><b>What cannot be served.</b> A name that is empty, not UTF-8 or holds a NUL belongs to nobody: NOTFOUND, without
 * asking anyone. Unknown or broken commands, a USER or PASS with neither {@code service=} nor {@code protocol=}, a
 * second open request of the same id, and REQUEST or CACHE-FLUSH on an auth-userdb socket end the connection, as in
 * Dovecot. There is no cancelling; who loses interest disconnects.
 *
 * <p><b>Limits.</b> Dovecot's library reads 8,192 bytes of a line and gives up at a longer one: such a USER or PASS reply
 * goes out as FAIL, such a name ends its list as failed. It waits 155 s for an answer. We read lines of 16,384 bytes
 * (Dovecot: 1,024, which a proxy's {@code forward_fields=} can exceed) and keep 1,024 requests open for a connection.
 *
 * <p><b>Threads.</b> A session belongs to one connection. Replies may come in any order; a list may be written piece by
 * piece, as fast as its client reads.
 *
 * <p>Source: Dovecot 2.3.19 {@code src/auth/auth-master-connection.c}, {@code src/lib-auth/auth-master.c},
 * {@code src/lib-master/master-login-auth.c}; 2.4.4 {@code src/lib-auth-client/}.
 */
@NullMarked
package dev.postern.dovecot.master;

import org.jspecify.annotations.NullMarked;
