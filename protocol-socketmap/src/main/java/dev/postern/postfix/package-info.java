/**
 * What Postfix's two network tables, socketmap and tcp_table, have in common: bytes come in as chunks, a
 * {@link dev.postern.postfix.FrameDecoder} cuts them into {@link dev.postern.postfix.Frame}s, a request is parsed from
 * each frame, and a reply encodes itself.
 *
 * <p>All of it is plain computation: no I/O, no clock, no threads, no log. A decoder belongs to one connection and is
 * not thread-safe; a frame is a view of the chunk that it came in; requests and replies are immutable.
 *
 * <table>
 * <caption>Who does what</caption>
 * <tr><th>package</th><th>holds</th></tr>
 * <tr><td>{@code netstring}</td><td>the framing of socketmap</td></tr>
 * <tr><td>{@code socketmap}</td><td>its requests and replies</td></tr>
 * <tr><td>{@code tcptable}</td><td>tcp_table: lines, percent coding, requests and replies</td></tr>
 * </table>
 *
 * <p>The rules that both tables share:
 *
 * <ul>
 *   <li><b>Length of a request.</b> Up to {@value dev.postern.postfix.FrameDecoder#SERVED} bytes it is served; up to
 *       {@value dev.postern.postfix.FrameDecoder#DROPPED} it is read, dropped and still answered; beyond that the
 *       connection is closed. (Postfix 3.7 has no limit of its own for requests; newer ones ask nothing above 10,000
 *       bytes; SMTP keeps real keys below 2,048.)
 *   <li><b>Text is UTF-8, strictly.</b> A key that is empty, is not well-formed or holds a NUL cannot exist in a
 *       database, so it is "not found"; nothing is ever replaced by U+FFFD.
 *   <li><b>Values reach the wire whole or not at all.</b> An empty value, one with a control byte or one that is too
 *       long for the protocol cannot be made into a reply; a reply never cuts. What to answer instead is for the caller
 *       to decide: ask {@code carries} first.
 *   <li><b>A lost framing is not answered.</b> After a {@link dev.postern.postfix.ProtocolException} nobody knows where
 *       the next request begins; the connection is closed, which Postfix takes for a temporary failure.
 * </ul>
 */
@NullMarked
package dev.postern.postfix;

import org.jspecify.annotations.NullMarked;
