/**
 * Stored passwords: what a row's password column means, and whether a typed password matches it, as Dovecot 2.3 has it.
 *
 * <p>{@link StoredPasswordParser} reads the column into a {@link StoredPassword}; {@link PasswordVerifier} compares.
 */
@NullMarked
package dev.postern.gateway.password;

import org.jspecify.annotations.NullMarked;
