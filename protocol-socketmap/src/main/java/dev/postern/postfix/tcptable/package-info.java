/**
 * tcp_table: Postfix asks for a key on a TCP connection of its own for each table, and gets an answer.
 *
 * <pre>
 * request    = "get" SP coded-key LF              ; "put" is defined too, but Postfix never sends it
 * reply      = ("200" / "400" / "500") SP coded-text LF
 * coded-*    = *( printable / "%" 2HEXDIG )       ; space, "%", control bytes and all from 0x7F on are coded
 * </pre>
 *
 * <pre>
 * C: get plain@x.test              S: 500 not-found
 * C: get with%20space@x.test       S: 200 a%20b%25c
 * </pre>
 *
 * <p>A line ends in LF alone. A CR before it is part of the text, for Postfix and for us: a client that sends CRLF asks
 * for a key that ends in CR, and finds nothing.
 *
 * <p><b>What a reply does.</b> 200 is found, 500 not found, 400 a temporary error, after which Postfix closes the
 * connection. There is no code for an error of the configuration; 400 stands for that as well, since 500 would lose
 * mail. Postfix goes by the first digit.
 *
 * <p><b>What a request gets</b> when it cannot be looked up:
 *
 * <table>
 * <caption>Answers without a look-up</caption>
 * <tr><th>request</th><th>parsed as</th><th>answer</th></tr>
 * <tr><td>the key is empty, is not UTF-8, or has a NUL</td><td>{@code Unmatchable}</td><td>500</td></tr>
 * <tr><td>put</td><td>{@code Put}</td><td>500, which means "rejected" here, and says why</td></tr>
 * <tr><td>neither get nor put; a broken percent code; longer than what is served</td><td>{@code Malformed}</td>
 *     <td>400</td></tr>
 * <tr><td>longer than what is dropped</td><td>{@code ProtocolException}</td><td>the connection is closed</td></tr>
 * </table>
 *
 * <p><b>Limits of the peer.</b> Postfix reads a line of 4,096 bytes with its LF and no more, so 4,091 bytes of coded
 * text; it has no limit for what it asks. It waits 100 s for a reply. A closed or refused connection is tried again up
 * to ten times, a second apart, and blocks a Postfix process all the while: answer 400 rather than close.
 *
 * <p>Source: tcp_table(5); Postfix {@code src/util/dict_tcp.c} and {@code src/util/hex_quote.c}.
 */
@NullMarked
package dev.postern.postfix.tcptable;

import org.jspecify.annotations.NullMarked;
