/**
 * The auth-client protocol, the server's side. Mail servers (Postfix, Exim, chasquid, maddy, Prosody) ask by it who
 * somebody is; Dovecot's login processes let users in by it.
 *
 * <pre>
 * S: VERSION 1 2, MECH …, SPID n, CUID n, COOKIE x, DONE      all at once when the connection is accepted;
 *                                                              on a login socket VERSION, and the rest after the client's
 * C: VERSION 1 minor, CPID pid                                 then requests, in any order and number
 * C: AUTH id mechanism service=imap … resp=base64
 * S: CONT id base64                   C: CONT id base64 / CANCEL id
 * S: OK id user=name …                / FAIL id …
 * </pre>
 *
 * <p>{@link dev.postern.dovecot.client.ClientCommand} and {@link dev.postern.dovecot.client.ServerLine} have the grammar,
 * {@link dev.postern.dovecot.wire} what is below it. {@link dev.postern.dovecot.client.AuthClientSession} is one
 * connection: it is told what happens and returns {@link dev.postern.dovecot.client.AuthClientEffect}s, in the order in
 * which they are to be carried out.
 *
 * <pre>
 *                    AUTH
 *                     │
 *        ┌────────────┴────────────┐
 *        ▼        respond          ▼      outcome
 *     client's ───────────────► gateway's ─────────► OK / FAIL / connection dropped
 *      turn    ◄───────────────   turn    ─────────► client's acknowledgement ────► OK
 *               challenge                 success with last words, no final-resp-ok
 *
 *     CANCEL and 150 s: gone without a word         CONT in the gateway's turn: FAIL
 * </pre>
 *
 * <p><b>One final line for each id</b>, OK or FAIL, and none once it is cancelled or has expired. What comes late is
 * dropped, also when the id is in use again: the handle is the {@link dev.postern.dovecot.client.AuthRequest} object.
 *
 * <p><b>Channel binding.</b> Login processes from minor version 3 on are offered the mechanisms {@code -PLUS}. The challenge
 * that needs it asks {@code channel_binding=type}, and the next CONT tells {@code channel_binding=base64} behind the mail
 * client's own message. What was not asked for is skipped; what is told twice is not believed, and the proof fails.
 *
 * <p><b>A temporary failure</b> is told to each client so that it understands it. Who said the bare word {@code nologin}
 * takes every FAIL for a wrong password: its connection is dropped, which it takes for what it is. Everyone else takes a
 * dropped connection for a wrong password and gets {@code FAIL id user=… temp code=temp_fail}.
 *
 * <table>
 * <caption>What a broken request gets</caption>
 * <tr><th>request</th><th>answer</th></tr>
 * <tr><td>first line not VERSION, or another major; no CPID after it</td><td>close</td></tr>
 * <tr><td>line above 16,384 bytes, unknown command, bad id, id that is open, nothing behind CONT's id, parameters after
 * {@code resp=}, neither {@code service=} nor {@code protocol=}</td><td>close</td></tr>
 * <tr><td>mechanism that is not offered</td><td>FAIL of that id (Dovecot closes; but a client may have an old
 * list)</td></tr>
 * <tr><td>base64 that is none</td><td>FAIL with {@code code=invalid_base64}, at once</td></tr>
 * <tr><td>CONT for an id that is not open</td><td>FAIL, "Authentication request timed out"</td></tr>
 * <tr><td>CONT that nobody asked for</td><td>FAIL, "Unexpected continuation"</td></tr>
 * <tr><td>CANCEL of an id that is not open</td><td>nothing</td></tr>
 * <tr><td>more than 1,024 open requests</td><td>temporary failure of the new one</td></tr>
 * <tr><td>parameters that are not known, empty, or not UTF-8</td><td>skipped</td></tr>
 * </table>
 *
 * <p><b>Initial response.</b> No {@code resp=}: none. {@code resp==}: one of no bytes. {@code resp=} and nothing behind
 * it: none from a client below minor version 2 (Exim always sends it), one of no bytes from others.
 *
 * <p><b>Limits of the peers.</b> Postfix waits 10 s for a reply and then drops the connection; Exim reads 8,192 bytes and
 * 16 fields of a line, hence {@code user=} first; Dovecot's login processes wait 150 s and read 16,384 bytes.
 *
 * <p><b>Time and threads.</b> No clock and no randomness: time, cookie and numbers come from outside. When a refusal may
 * leave is for the gateway to decide; it feeds the outcome then. A session belongs to one connection.
 *
 * <p>Source: Dovecot 2.3.19 {@code src/auth/auth-client-connection.c}, {@code auth-request-handler.c},
 * {@code src/login-common/}; Postfix {@code src/xsasl/xsasl_dovecot_server.c}; Exim {@code src/auths/dovecot.c}.
 */
@NullMarked
package dev.postern.dovecot.client;

import org.jspecify.annotations.NullMarked;
