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

    AccountQuery query(String user) {
        return new AccountQuery(user, service, remoteIp, localIp);
    }
}
