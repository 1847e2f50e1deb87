package dev.postern.sasl;

/** The credentials that a mechanism needs of a user when the password itself is never sent. */
public enum CredentialKind {
    /** {@link Credentials.CramMd5}, or {@link Credentials.Cleartext}. */
    CRAM_MD5,
    /** {@link Credentials.DigestMd5}, or {@link Credentials.Cleartext}. */
    DIGEST_MD5,
    /** {@link Credentials.ScramKeys} made with SHA-1. */
    SCRAM_SHA_1,
    /** {@link Credentials.ScramKeys} made with SHA-256. */
    SCRAM_SHA_256
}
