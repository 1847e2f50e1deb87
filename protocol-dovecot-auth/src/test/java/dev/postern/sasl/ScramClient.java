package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The other side of SCRAM, made of the JDK's PBKDF2 and nothing of the server's. */
public final class ScramClient {

    private final String sha;
    private final String password;
    private final String header;
    private final String bare;
    private byte[] serverSignature = {};
    private byte[] channel = {};

    /** @param sha 1 or 256 */
    public ScramClient(String sha, String header, String bare, String password) {
        this.sha = sha;
        this.header = header;
        this.bare = bare;
        this.password = password;
    }

    /** Makes it cover its channel. */
    public ScramClient bound(byte[] data) {
        channel = data.clone();
        return this;
    }

    /** What it says first. */
    public byte[] first() {
        return (header + bare).getBytes(UTF_8);
    }

    /** What it answers to the server's first message. */
    public byte[] last(String serverFirst) throws GeneralSecurityException {
        String[] parts = serverFirst.split(",", -1);
        byte[] salted =
                salted(Base64.getDecoder().decode(parts[1].substring(2)), Integer.parseInt(parts[2].substring(2)));
        byte[] binding = ByteBuffer.allocate(header.length() + channel.length)
                .put(header.getBytes(UTF_8))
                .put(channel)
                .array();
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(binding) + ',' + parts[0];
        String signed = bare + ',' + serverFirst + ',' + withoutProof;
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] signature = hmac(MessageDigest.getInstance("SHA-" + sha).digest(clientKey), signed);
        for (int i = 0; i < signature.length; i++) {
            signature[i] ^= clientKey[i];
        }
        serverSignature = hmac(hmac(salted, "Server Key"), signed);
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(signature)).getBytes(UTF_8);
    }

    /** Whether the server has proved that it knows the user. */
    public boolean isSatisfied(String serverFinal) {
        return serverFinal.equals("v=" + Base64.getEncoder().encodeToString(serverSignature));
    }

    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
        int bits = sha.equals("1") ? 160 : 256;
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, bits);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + sha)
                .generateSecret(key)
                .getEncoded();
    }

    private byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac hmac = Mac.getInstance("HmacSHA" + sha);
        hmac.init(new SecretKeySpec(key, "HmacSHA" + sha));
        return hmac.doFinal(message.getBytes(UTF_8));
    }

    /** A challenge as text. */
    static String text(SaslStep challenge) {
        return new String(((SaslStep.Challenge) challenge).data().toByteArray(), ISO_8859_1);
    }
}
