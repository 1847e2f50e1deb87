package dev.postern.gateway.auth;

import dev.postern.gateway.directory.AccountQuery;

/**
 * What a mail server tells of a login beside the credentials. Every field is the mail server's claim, empty where it
 * said nothing.
 *
 * @param mechanism the SASL mechanism's name
 * @param service imap, pop3, smtp …
 * @param remoteIp the mail client's address
 * @param localIp the mail server's own address
 * @param secured whether it said that the client's connection is protected
 */
public record LoginAttempt(String mechanism, String service, String remoteIp, String localIp, boolean secured) {

    /** A claim with a NUL in it is no claim: no address and no service has one. */
    public LoginAttempt {
        service = service.indexOf('\0') < 0 ? service : "";
        remoteIp = remoteIp.indexOf('\0') < 0 ? remoteIp : "";
        localIp = localIp.indexOf('\0') < 0 ? localIp : "";
    }

    /** Whether a password sent in the clear could not be overheard: the connection is protected, or does not leave the host. */
    boolean isPrivate() {
        return secured || remoteIp.isEmpty() || remoteIp.startsWith("127.") || remoteIp.equals("::1");
    }

    /** The question whether there is such an account. */
    public AccountQuery query(String user) {
        return new AccountQuery(user, service, remoteIp, localIp, secured ? "secured" : "");
    }
}
