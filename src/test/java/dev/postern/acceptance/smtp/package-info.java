/**
 * The two ends of a mail's way, spoken by hand so that each reply can be looked at: an SMTP client, and an LMTP server
 * that remembers what it was given.
 *
 * <p>Source: RFC 5321, 4954, 2033.
 */
@NullMarked
package dev.postern.acceptance.smtp;

import org.jspecify.annotations.NullMarked;
