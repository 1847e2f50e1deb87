package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An acceptance test with a {@link DovecotMail}: it needs all that the configuration of {@code deploy} switches on. */
@Acceptance(
        needs = {
            Peer.POSTFIX,
            Peer.OPENSSL,
            Peer.DOVEADM,
            Peer.DOVECOT_IMAP,
            Peer.DOVECOT_POP3,
            Peer.DOVECOT_LMTP,
            Peer.DOVECOT_SUBMISSION,
            Peer.DOVECOT_SIEVE
        })
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MailServerTests {}
