/**
 * The two ends of a mail's way, spoken by hand so that each reply can be looked at: an SMTP client, and an LMTP server
 * that remembers what it was given.
 *
 * <p>Sockets have a read time-out of 20 s: Postfix waits 10 s for an auth server before it answers.
 */
@NullMarked
package dev.postern.acceptance.smtp;

import org.jspecify.annotations.NullMarked;
