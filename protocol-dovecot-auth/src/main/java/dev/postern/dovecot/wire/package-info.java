/**
 * The lexical layer of Dovecot's auth protocols: lines, fields, and what stands in them.
 *
 * <pre>
 * line      = field *(TAB field) [CR] LF
 * field     = word / name "=" value          ; escaped as a whole, see {@link dev.postern.dovecot.wire.TabFields}
 * number    = 1*10DIGIT                      ; 0 to 4294967295: request ids use the whole range
 * </pre>
 *
 * <p><b>Limits.</b> A line of what a client sends has at most 16,384 bytes, as in Dovecot; a longer one, and every
 * command that cannot be made out, ends the connection ({@link dev.postern.dovecot.wire.ProtocolException}). Nothing is
 * allocated before it was counted.
 *
 * <p><b>Text</b> is UTF-8. A parameter that is not says nothing and is skipped, a name that is not belongs to nobody;
 * nothing is ever replaced by U+FFFD.
 *
 * <p><b>Writing.</b> Everything that goes into a field is escaped when the line is made, so that no name and no reason
 * can add a field or a line.
 *
 * <p><b>Threads.</b> {@link dev.postern.dovecot.wire.LineDecoder} and {@link dev.postern.dovecot.wire.TabFields} belong
 * to one connection; the rest is immutable.
 *
 * <p>Source: Dovecot 2.3 {@code src/lib/strescape.c}, {@code src/auth/auth-client-connection.c}.
 */
@NullMarked
package dev.postern.dovecot.wire;

import org.jspecify.annotations.NullMarked;
