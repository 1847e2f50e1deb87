package dev.postern.gateway.config;

/**
 * Where passwords come from.
 *
 * @param query with Dovecot's own variables; columns {@code user} and {@code password}, and Dovecot's extra fields
 */
public record PassdbConfig(String query) {}
