/**
 * The doors: listeners, connections, and for each protocol a small class that turns requests into questions and
 * outcomes into replies.
 *
 * <h2>Threads</h2>
 *
 * A connection lives on one event loop and is served by one thread from its first byte to its last. Answers that become
 * known elsewhere hop back before they touch it ({@link Connection#whenDone}).
 *
 * <h2>Bounds</h2>
 *
 * A listener takes a bounded number of connections. Look-up protocols are answered one at a time and in order, and a
 * connection that waits for an answer is not read from, so what it may buffer is one chunk. The auth protocols bound
 * their open exchanges themselves. A peer that does not read its replies is not read from either.
 *
 * <h2>The hand-off</h2>
 *
 * Dovecot's login process logs a user in on an auth-login connection; the mail process that gets the user asks for it on
 * an auth-master connection of its own, perhaps on another event loop. {@link HandOffs} is what the two share.
 *
 * <pre>
 * imap-login  ── AUTH ──►  auth-login   ── HandOff ──►  HandOffs (cookie, client pid, id)
 *      │ the client's socket and the ticket                  │ once, within 150 s
 *      ▼                                                     ▼
 * imap        ── REQUEST ►  auth-master ── USER ◄──── userdb of that user
 * </pre>
 *
 * <h2>Failures</h2>
 *
 * Each protocol has one table from outcome to reply. A bug in a conversation ends that connection with a log line and
 * nothing else: the peers take a lost connection for temporary trouble.
 */
@NullMarked
package dev.postern.gateway.server;

import org.jspecify.annotations.NullMarked;
