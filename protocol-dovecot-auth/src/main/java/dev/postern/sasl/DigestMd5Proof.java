package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digests of DIGEST-MD5 (RFC 2831, section 2.1.2.1).
 *
 * <pre>
 * proof = HEX(H(HEX(H(A1)) ":" nonce ":" nc ":" cnonce ":" qop ":" HEX(H(A2))))
 * A1    = H(username ":" realm ":" password) ":" nonce ":" cnonce [":" authzid]
 * A2    = "AUTHENTICATE:" uri                  ; the client's; the server's is ":" uri
 * </pre>
 */
final class DigestMd5Proof {

    /** Bytes of a digest. */
    static final int LENGTH = 16;

    private final DigestMd5Response response;
    private final String hashOfA1;

    /** @param userDigest H(username ":" realm ":" password), which is wiped */
    DigestMd5Proof(DigestMd5Response response, byte[] userDigest) {
        this.response = response;
        String authzid = response.authzid().isEmpty() ? "" : ':' + response.authzid();
        String suffix = ':' + response.nonce() + ':' + response.cnonce() + authzid;
        this.hashOfA1 = hash(userDigest, suffix.getBytes(ISO_8859_1));
        Arrays.fill(userDigest, (byte) 0);
    }

    /** Returns H(username ":" realm ":" password), with the names exactly as the client wrote them. */
    static byte[] userDigest(DigestMd5Response response, Secret password) {
        MessageDigest md5 = md5();
        md5.update((response.username() + ':' + response.realm() + ':').getBytes(ISO_8859_1));
        byte[] bytes = password.copy();
        byte[] digest = md5.digest(bytes);
        Arrays.fill(bytes, (byte) 0);
        return digest;
    }

    /** Returns the hexadecimal digits for what stands before the URI in A2. */
    String of(String beforeUri) {
        String hashOfA2 = hash((beforeUri + response.uri()).getBytes(ISO_8859_1));
        String rest =
                String.join(":", response.nonce(), response.nonceCount(), response.cnonce(), response.qop(), hashOfA2);
        return hash((hashOfA1 + ':' + rest).getBytes(ISO_8859_1));
    }

    private static String hash(byte[]... parts) {
        MessageDigest md5 = md5();
        for (byte[] part : parts) {
            md5.update(part);
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
