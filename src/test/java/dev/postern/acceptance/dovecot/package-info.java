/**
 * The real Dovecot: its auth service on the same database, as the reference, and its administration command, as a client
 * of the gateway's sockets and of the reference's. And its IMAP, POP3 and LMTP servers, which ask nobody but the gateway, with the
 * configuration of {@code deploy}.
 *
 * <p>Source: doveadm-auth(1), doveadm-user(1), and the files of Dovecot 2.3.
 */
@NullMarked
package dev.postern.acceptance.dovecot;

import org.jspecify.annotations.NullMarked;
