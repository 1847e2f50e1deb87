package dev.postern.gateway.guard;

import dev.postern.gateway.auth.LoginAttempt;

/**
 * Who tries a login.
 *
 * @param user the name that is looked up, or as it was typed where no account can have it
 * @param session the mail server's name for the connection; empty if it gave none
 * @param device how the mail client named itself (IMAP's ID); empty if nobody told
 * @param exempt whether the mail server asks for no penalty, as Dovecot's {@code no-penalty} does
 */
public record Caller(LoginAttempt attempt, String user, String session, String device, boolean exempt) {}
