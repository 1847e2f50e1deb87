package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.security.sasl.SaslException;

/** A client of a mechanism that never shows the password: SCRAM by hand, CRAM-MD5 and DIGEST-MD5 by the JDK. */
public interface MechanismClient {

    /** What a client tells of its channel, where the mechanism binds it. */
    byte[] CHANNEL = "the channel".getBytes(UTF_8);

    /** What a server has to offer for DIGEST-MD5, in which a client tells its name in two parts. */
    String REALM = "example.org";

    /** Whether its first words answer nothing. */
    boolean speaksFirst();

    /** What it says to a challenge; the first one of SCRAM is empty. */
    byte[] answer(byte[] challenge) throws SaslException, GeneralSecurityException;

    /** Whether the server's last words prove that it knows the password too. */
    boolean isConvincedBy(byte[] proof) throws SaslException;

    /** Begins a login, that of RFC 5802 under its name in upper case. */
    static MechanismClient of(String mechanism, String user, String password) throws SaslException {
        if (!mechanism.startsWith("SCRAM-SHA-")) {
            return ofTheJdk(new JdkClient(mechanism, "", user, REALM, password));
        }
        boolean bound = mechanism.endsWith("-PLUS");
        String sha = mechanism.substring("SCRAM-SHA-".length()).replace("-PLUS", "");
        ScramClient client = new ScramClient(sha, bound ? "p=tls-exporter,," : "n,,", "n=" + user + ",r=abc", password);
        return ofScram(bound ? client.bound(CHANNEL) : client);
    }

    private static MechanismClient ofTheJdk(JdkClient client) {
        return new MechanismClient() {
            @Override
            public boolean speaksFirst() {
                return false;
            }

            @Override
            public byte[] answer(byte[] challenge) throws SaslException {
                return client.respond(Octets.copyOf(challenge));
            }

            @Override
            public boolean isConvincedBy(byte[] proof) throws SaslException {
                client.respond(Octets.copyOf(proof));
                return client.isSatisfied();
            }
        };
    }

    private static MechanismClient ofScram(ScramClient client) {
        return new MechanismClient() {
            @Override
            public boolean speaksFirst() {
                return true;
            }

            @Override
            public byte[] answer(byte[] challenge) throws GeneralSecurityException {
                return challenge.length == 0 ? client.first() : client.last(new String(challenge, UTF_8));
            }

            @Override
            public boolean isConvincedBy(byte[] proof) {
                return client.isSatisfied(new String(proof, UTF_8));
            }
        };
    }
}
