/** Logins and users as the real Postfix and the real {@code doveadm} ask for them, beside Dovecot's own auth service. */
@NullMarked
package dev.postern.acceptance.login;

import org.jspecify.annotations.NullMarked;
