package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** DIGEST-MD5 (RFC 2831): the digest of user, realm and password. Realm is what follows the last @ of the login name. */
final class DigestMd5Hash implements Hash {

    private final byte[] digest;

    private DigestMd5Hash(byte[] digest) {
        this.digest = digest;
    }

    static Reading read(byte[] data, HashLimits limits) {
        return new DigestMd5Hash(data);
    }

    @Override
    public boolean matches(Attempt attempt) {
        return MessageDigest.isEqual(digest, digestOf(attempt.user(), attempt.password()));
    }

    /** What is stored of a password. */
    static byte[] digestOf(String loginName, byte[] password) {
        int at = loginName.lastIndexOf('@');
        String user = at < 0 ? loginName : loginName.substring(0, at);
        String realm = at < 0 ? "" : loginName.substring(at + 1);
        return Digest.MD5.of((user + ':' + realm + ':').getBytes(UTF_8), password);
    }

    @Override
    public Cost cost() {
        return Cost.TRIFLE;
    }

    @Override
    public <R> R credentials(CredentialReader<R> reader) {
        return reader.digestMd5(digest.clone());
    }
}
