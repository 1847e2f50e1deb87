/**
 * Stored passwords: what a row's password column means, and whether a typed password matches it, as Dovecot 2.3 has it.
 *
 * <h2>The way of a password</h2>
 *
 * <pre>
 * column ─ {@link StoredPasswordParser} → {@link StoredPassword} ─┬ Usable  ─ {@link PasswordVerifier} → {@link Verdict}
 *                                                    │         └ {@link CredentialReader}: CRAM-MD5, DIGEST-MD5, SCRAM
 *                                                    └ Problem: the operator has to mend the row
 * </pre>
 *
 * <h2>Columns</h2>
 *
 * <pre>
 * column   = [ "{" scheme [ "." encoding ] "}" ] data
 * encoding = "b64" | "base64" | "hex"
 * </pre>
 *
 * Without prefix a column is of the passdb's default scheme. Without encoding the data is written as the scheme's own
 * default says; where the data has a fixed length, hex and base64 are told apart by it.
 *
 * <table>
 * <caption>Schemes; those marked * are weak: Dovecot 2.4 refuses them unless told otherwise</caption>
 * <tr><td>the password itself</td><td>PLAIN CLEAR CLEARTEXT PLAIN-TRUNC</td></tr>
 * <tr><td>one digest</td><td>SHA SHA1 SHA256 SHA512 PLAIN-MD5* PLAIN-MD4* LDAP-MD5*</td></tr>
 * <tr><td>one digest with salt</td><td>SSHA SSHA256 SSHA512 SMD5*</td></tr>
 * <tr><td>crypt(3)</td><td>CRYPT SHA512-CRYPT SHA256-CRYPT BLF-CRYPT DES-CRYPT* MD5-CRYPT* MD5*</td></tr>
 * <tr><td>for mechanisms that never send it</td><td>SCRAM-SHA-1 SCRAM-SHA-256 CRAM-MD5 HMAC-MD5* DIGEST-MD5 OTP</td></tr>
 * <tr><td>others</td><td>ARGON2 ARGON2I ARGON2ID PBKDF2</td></tr>
 * </table>
 *
 * CRYPT knows {@code $1$}*, {@code $2a$ $2b$ $2x$ $2y$}, {@code $3$}, {@code $5$}, {@code $6$}, {@code $7$},
 * {@code $y$} and DES*. As in crypt(3), the data decides and not which of its schemes stands in front.
 *
 * <h2>What is not a mismatch</h2>
 *
 * <ul>
 *   <li>An unknown scheme, one that is not built (LANMAN, NTLM, SKEY, RPA; gost-yescrypt, SunMD5, sha1crypt and
 *       bsdicrypt of CRYPT, unless {@link LibCrypt} computes them), parameters over the {@link HashLimits}, a bug: {@link Verdict.Unusable}.
 *   <li>Too much to do: {@link Verdict.Busy}.
 * </ul>
 *
 * Malformed data is a mismatch, because no password matches it in Dovecot either; and so is {@code {PLAIN-TRUNC}0-},
 * which lets everybody in there. {@code {CRYPT}} with nothing, {@code x}, or {@code *} or {@code !} in front is an
 * account locked on purpose.
 *
 * <h2>Limits</h2>
 *
 * Parameters are input that is executed: {@link HashLimits} bound one hash, before anything is computed;
 * {@link VerifierLimits} bound all of them in number, time and memory. A password is at most as long as the protocol's
 * line; crypt(3) takes 511 bytes, and of bcrypt's 72 count, of DES 8.
 *
 * <h2>Secrets</h2>
 *
 * Passwords are bytes from the wire to the digest, never text. What is typed is wiped after use; nothing typed or
 * stored is printed, parameters and scheme names apart; comparison is in constant time.
 *
 * <h2>Threads</h2>
 *
 * Everything public is thread-safe. Digests are computed on the caller's thread, in microseconds; the rest on daemon
 * threads {@code postern-hash-N}, which complete the stages that wait.
 *
 * <h2>Where it comes from</h2>
 *
 * Dovecot's password schemes, checked against tables that {@code doveadm pw} 2.3.19.1 and libxcrypt 4.4.33 made and
 * judged. bcrypt is Password4j's, Argon2 and scrypt are Bouncy Castle's, DES is commons-codec's; SHA-crypt, MD5-crypt and
 * yescrypt are computed here, because no library is as strict, or has them at all.
 */
@NullMarked
package dev.postern.gateway.password;

import org.jspecify.annotations.NullMarked;
