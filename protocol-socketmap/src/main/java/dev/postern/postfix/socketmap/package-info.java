/**
 * socketmap: Postfix asks for a key of a named map and gets an answer.
 *
 * <pre>
 * request = map SP key                    ; split at the first space
 * reply   = "OK" SP value / "NOTFOUND" SP / ("TEMP" / "TIMEOUT" / "PERM") SP reason
 * </pre>
 *
 * <p>Both are the payload of a {@linkplain dev.postern.postfix.netstring netstring}. Keywords are case-sensitive; the
 * space is always written, for {@code OK} without one is "not found" to Postfix 3.7.
 *
 * <pre>
 * C: 4:m ok,                  S: 12:OK value one,
 * C: 4:m nf,                  S: 9:NOTFOUND ,
 * C: 6:m temp,                S: 17:TEMP backend down,
 * </pre>
 *
 * <p><b>What a reply does.</b> Only {@code NOTFOUND} lets mail bounce. {@code TEMP}, {@code TIMEOUT} and {@code PERM}
 * all defer it (451), the last as a configuration error. An {@code OK} with an empty value is a configuration error or,
 * without its space, "not found"; it is never written.
 *
 * <p><b>What a request gets</b> when it cannot be looked up:
 *
 * <table>
 * <caption>Answers without a look-up</caption>
 * <tr><th>request</th><th>parsed as</th><th>answer</th></tr>
 * <tr><td>the key is empty, is not UTF-8, or has a NUL</td><td>{@code Unmatchable}</td><td>{@code NOTFOUND}</td></tr>
 * <tr><td>no space, nothing before it, map name not UTF-8</td><td>{@code Malformed}</td><td>{@code PERM}</td></tr>
 * <tr><td>longer than what is served</td><td>{@code Malformed}</td><td>{@code PERM}</td></tr>
 * <tr><td>the framing is broken</td><td>{@code ProtocolException}</td><td>the connection is closed</td></tr>
 * </table>
 *
 * <p><b>Limits of the peer.</b> Postfix reads a reply of 100,000 bytes and no more, waits 100 s for it, and has at most
 * one request under way on a connection. It asks nothing longer than 10,000 bytes (3.7: no limit), idles up to the
 * length of an SMTP session, and retries once, on a new connection, when the server has closed.
 *
 * <p><b>Case</b> is left as it came: some Postfix daemons ask in lower case, others as the sender typed.
 *
 * <p>Source: socketmap_table(5); Postfix {@code src/util/dict_sockmap.c}.
 */
@NullMarked
package dev.postern.postfix.socketmap;

import org.jspecify.annotations.NullMarked;
