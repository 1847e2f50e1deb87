/**
 * What stands between the accounts and who guesses at them: each wrong password costs time, and somebody else may be
 * asked.
 *
 * <h2>What a wrong password costs</h2>
 *
 * A refusal leaves {@code auth.failureDelay} after its attempt arrived, plus a random bit, so refusals overtake each
 * other. Beside that, all answers to a client are held back by a penalty, the right ones too: whoever hangs up when
 * nothing comes at once has learnt nothing. The password is verified at once and the answer waits, so that the penalty
 * is that of all attempts that were decided before this one, however many were sent at once.
 *
 * <table>
 * <caption>Two counts of different wrong passwords; the larger penalty counts</caption>
 * <tr><th>of</th><th>free</th><th>then</th></tr>
 * <tr><td>a user in a network</td><td>3</td><td>250 ms, doubled by each further one, up to {@code penalty.max}</td></tr>
 * <tr><td>a network</td><td>10</td><td>the same</td></tr>
 * </table>
 *
 * <p>A network is an IPv4 address or the /64 of an IPv6 one ({@link ClientNetwork}). The same name with the same password
 * counts once, however often it comes: a phone with an old password locks nobody out. What was typed is kept as a keyed
 * hash of 64 bits. A failed proof of a mechanism that never sends the password is different each time.
 *
 * <p>Spared are users in a network from which they have logged in within {@code penalty.knownFor}, trusted networks, and
 * requests that say {@code no-penalty}. A client without an address, or at a loopback one, is held to account for its
 * user alone: behind it may be a webmail with everybody's users.
 *
 * <h2>Bounds</h2>
 *
 * The counts hold {@link PenaltyCache#MAX_BYTES} each, the oldest and rarest go first. No answer is held back beyond
 * {@link HeldAnswers#LATEST}; more than {@link HeldAnswers#MAX_HELD} at once are answered as temporary trouble.
 *
 * <h2>Threads</h2>
 *
 * Thread-safe. Nothing blocks. State is this process's alone and ends with it.
 *
 * <p>Source: Dovecot's auth-penalty.c, whose idea it is; Postfix's patience of 10 s bounds it.
 */
@NullMarked
package dev.postern.gateway.guard;

import org.jspecify.annotations.NullMarked;
