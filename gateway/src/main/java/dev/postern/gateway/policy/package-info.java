/**
 * A client of the weakforced protocol, which Dovecot calls auth_policy.
 *
 * <h2>What goes over the wire</h2>
 *
 * <pre>
 * POST URL?command=allow    {"login": …, "pwhash": …, "remote": …, "device_id": …, "protocol": …, "session_id": …, "tls": …}
 * 200                       {"status": -1 | 0 | SECONDS, "msg": …}       refused | goes on | goes on, held back
 * POST URL?command=report   the same, and "success": …, "policy_reject": …
 * </pre>
 *
 * <p>{@code pwhash} is the first bits of SHA-256 over nonce, name, NUL and password, as a number in hexadecimal: enough to
 * tell a typing error from a guess, too little to find a password by.
 *
 * <h2>Limits</h2>
 *
 * {@link WeakforcedPolicy#MAX_IN_FLIGHT} questions and reports at a time; an answer of {@link WeakforcedPolicy#MAX_ANSWER}
 * bytes; {@code auth.policy.timeout} for each. What is beyond counts as no answer; a report that finds no place is lost.
 *
 * <h2>Failures</h2>
 *
 * No answer, or one that cannot be understood, lets the login go on ({@code failOpen}), or leaves it undecided: temporary
 * trouble, never a wrong password. The first of a row of failures is logged, and the end of it.
 *
 * <h2>Threads</h2>
 *
 * Event loops; nothing blocks. Thread-safe.
 *
 * <p>Source: Dovecot's auth-policy.c; the documentation of PowerDNS weakforced.
 */
@NullMarked
package dev.postern.gateway.policy;

import org.jspecify.annotations.NullMarked;
