/**
 * SASL, the server's side (RFC 4422): what a client has to say for each mechanism, and whether that proves anything.
 *
 * <p>A {@link dev.postern.sasl.SaslMechanism} starts a {@link dev.postern.sasl.SaslExchange}, which turns each message of
 * the client into a {@link dev.postern.sasl.SaslStep}: a challenge for the client, or something that its host has to do.
 * An exchange sees no socket, no protocol, no database and no clock, and never waits: what takes time is a step, and its
 * result is another call.
 *
 * <table>
 * <caption>The mechanisms</caption>
 * <tr><th>name</th><th>who speaks first</th><th>needs of the host</th></tr>
 * <tr><td>PLAIN</td><td>client</td><td>the password verified</td></tr>
 * <tr><td>LOGIN</td><td>client</td><td>the password verified</td></tr>
 * <tr><td>CRAM-MD5</td><td>server</td><td>the password, or its CRAM-MD5 context</td></tr>
 * <tr><td>DIGEST-MD5</td><td>server</td><td>the password, or its DIGEST-MD5 digest</td></tr>
 * <tr><td>SCRAM-SHA-1, SCRAM-SHA-256</td><td>client</td><td>keys of that hash; from a password they are derived first
 * ({@link dev.postern.sasl.ScramHash#derive})</td></tr>
 * <tr><td>SCRAM-SHA-1-PLUS, SCRAM-SHA-256-PLUS</td><td>client</td><td>the same, and the data of the client's TLS
 * channel</td></tr>
 * <tr><td>OAUTHBEARER, XOAUTH2</td><td>client</td><td>the token verified</td></tr>
 * <tr><td>EXTERNAL</td><td>client</td><td>to know the client otherwise, by its certificate</td></tr>
 * <tr><td>ANONYMOUS</td><td>client</td><td>a name for whoever has none</td></tr>
 * </table>
 *
 * <p><b>Encoding.</b> Messages are plain bytes here; base64 belongs to the protocol that carries them. Names are UTF-8;
 * one that is not fails the exchange. Passwords are any bytes.
 *
 * <p><b>Who does not exist</b>, or has nothing stored that serves, walks the whole exchange and fails at its end
 * ({@link dev.postern.sasl.Credentials.None}), so that nobody learns more than from a wrong password.
 *
 * <p><b>Secrets</b> travel as {@link dev.postern.sasl.Secret}, are compared in constant time, and are never shown.
 * Wiping is best effort: a garbage-collected heap may hold copies.
 *
 * <p><b>Failures.</b> {@link dev.postern.sasl.SaslStep.Failure} says that the client has proved nothing. That the host
 * cannot tell is no step: the host ends the exchange by itself.
 *
 * <p><b>Threads.</b> Mechanisms and contexts are shared and thread-safe; an exchange belongs to one connection.
 */
@NullMarked
package dev.postern.sasl;

import org.jspecify.annotations.NullMarked;
