package dev.postern.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a user's mail lives.
 *
 * @param query with Dovecot's own variables; columns {@code home}, {@code uid}, {@code gid} …
 * @param iterate lists all users in a column {@code username}, null: they cannot be listed
 */
public record UserdbConfig(String query, @Nullable String iterate) {}
