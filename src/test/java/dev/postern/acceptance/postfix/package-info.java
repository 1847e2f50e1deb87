/**
 * The real Postfix: private instances with a queue of their own, and its command for asking one map.
 *
 * <p>An instance delivers to one LMTP port and nowhere else: no DNS, no local mail, everything that is not for a virtual
 * domain goes to discard(8). Its daemons run unchrooted, so that absolute socket paths work; smtpd runs as Debian runs
 * it, chrooted in the queue directory, where a test says so. Source: postconf(5), master(5), maillog_file(5).
 */
@NullMarked
package dev.postern.acceptance.postfix;

import org.jspecify.annotations.NullMarked;
