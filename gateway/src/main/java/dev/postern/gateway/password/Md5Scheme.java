package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.gateway.password.StoredPassword.Malformed;

/** The scheme MD5, Dovecot's default of old: MD5-crypt if it looks like that, a bare digest if not. */
final class Md5Scheme {

    private Md5Scheme() {}

    static Reading read(byte[] data, HashLimits limits) {
        String text = new String(data, ISO_8859_1);
        if (text.startsWith(Md5Crypt.PREFIX)) {
            return Md5Crypt.read(data, limits);
        }
        byte[] digest = Encoding.guess(text, Digest.MD5.length());
        return digest != null && digest.length == Digest.MD5.length()
                ? SimpleDigest.unsalted(Digest.MD5).read(digest, limits)
                : new Malformed("an MD5 password is neither an MD5-crypt hash nor an MD5 digest in hex or base64");
    }
}
