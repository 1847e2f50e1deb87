package dev.postern.gateway.guard;

import dev.postern.gateway.auth.LoginAttempt;

/**
 * A login as a policy is told of it.
 *
 * @param login the name that is looked up, or as it was typed
 * @param session the mail server's name for the connection; empty if it gave none
 * @param device how the mail client named itself (IMAP's ID); empty if nobody told
 * @param passwordHash {@link LoginPolicy#hash} of what was typed; of mechanisms that never send it, of nothing
 */
public record PolicyQuestion(LoginAttempt attempt, String login, String session, String device, String passwordHash) {}
