package dev.postern.acceptance.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.SaslException;

/** SCRAM (RFC 5802) without channel binding. It holds the server to its proof, too. */
final class ScramDialog implements SaslDialog {
    private static final int NONCE_BYTES = 18;

    private final String hash;
    private final byte[] password;
    private final String firstBare;
    private String authMessage = "";
    private byte[] saltedPassword = new byte[0];

    ScramDialog(String hash, String user, String password) {
        this.hash = hash;
        this.password = password.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        this.firstBare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r="
                + Base64.getEncoder().encodeToString(nonce);
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslException, GeneralSecurityException {
        String said = new String(challenge, StandardCharsets.UTF_8);
        if (said.isEmpty()) {
            return utf8("n,," + firstBare);
        }
        if (authMessage.isEmpty()) {
            return utf8(prove(said));
        }
        if (!said.equals("v=" + base64(hmac(hmac(saltedPassword, "Server Key"), authMessage)))) {
            throw new SaslException("the server does not know the password: " + said);
        }
        return new byte[0];
    }

    private String prove(String serverFirst) throws GeneralSecurityException {
        Map<String, String> attributes = Arrays.stream(serverFirst.split(","))
                .collect(Collectors.toMap(part -> part.substring(0, 1), part -> part.substring(2)));
        String unproved = "c=biws,r=" + attributes.get("r");
        authMessage = firstBare + "," + serverFirst + "," + unproved;
        saltedPassword =
                stretch(Base64.getDecoder().decode(attributes.get("s")), Integer.parseInt(attributes.get("i")));
        byte[] clientKey = hmac(saltedPassword, "Client Key");
        byte[] storedKey = MessageDigest.getInstance(hash).digest(clientKey);
        return unproved + ",p=" + base64(xor(clientKey, hmac(storedKey, authMessage)));
    }

    /** Hi() of RFC 5802 2.2. */
    private byte[] stretch(byte[] salt, int iterations) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(salt, salt.length + Integer.BYTES);
        block[block.length - 1] = 1;
        byte[] round = hmac(password, block);
        byte[] sum = round;
        for (int i = 1; i < iterations; i++) {
            round = hmac(password, round);
            sum = xor(sum, round);
        }
        return sum;
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        return hmac(key, utf8(text));
    }

    private byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        String algorithm = "Hmac" + hash.replace("-", "");
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text);
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = left.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= right[i];
        }
        return result;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
