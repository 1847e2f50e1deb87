/**
 * The promise: an outage is never "not found" and never "wrong password". PostgreSQL is stopped, frozen, or replaced by
 * something that accepts and never answers, while the real Postfix and the real {@code doveadm} ask.
 */
@NullMarked
package dev.postern.acceptance.outage;

import org.jspecify.annotations.NullMarked;
