package dev.postern.gateway.password;

/** What a {@link HashFormat} makes of stored data: a {@link Hash}, or why there is none. */
sealed interface Reading permits Hash, StoredPassword.Problem {}
