package dev.postern.gateway.config;

/**
 * Who may log in as other users.
 *
 * @param query with Dovecot's own variables: {@code %u} is the master, <code>%{login_user}</code> whom it wants to become
 * @param separator stands between the two in a login name, the master behind it; empty: a master says whom it wants to
 *     become by its mechanism alone
 */
public record MasterdbConfig(String query, String separator) {}
