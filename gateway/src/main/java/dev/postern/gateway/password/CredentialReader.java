package dev.postern.gateway.password;

/**
 * Takes what a stored password has for mechanisms that never send one. Exactly one method is called, with copies that
 * are the reader's to wipe.
 *
 * @param <R> what the reader makes of it
 */
public interface CredentialReader<R> {

    /** The password itself, of PLAIN and its other names. */
    R cleartext(byte[] password);

    /** The 32 bytes of CRAM-MD5: MD5's state after the outer and after the inner key, words in little-endian order. */
    R cramMd5(byte[] context);

    /** The 16 bytes of DIGEST-MD5: the digest of user, realm and password, joined by colons. */
    R digestMd5(byte[] digest);

    /** The keys of SCRAM-SHA-1 or SCRAM-SHA-256. */
    R scram(ScramKeys keys);

    /** Nothing that serves any such mechanism. */
    R none();
}
