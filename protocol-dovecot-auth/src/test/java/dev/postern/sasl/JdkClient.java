package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.RealmChoiceCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** Somebody else's SASL client: the JDK's. */
final class JdkClient {

    private final SaslClient client;

    /** @param authzid empty for none; the realm is the first one that the server offers, or the one given */
    JdkClient(String mechanism, String authzid, String name, String realm, String password) throws SaslException {
        client = Objects.requireNonNull(Sasl.createSaslClient(
                new String[] {mechanism},
                authzid.isEmpty() ? null : authzid,
                "imap",
                "mx.example.org",
                Map.of(),
                callbacks -> {
                    for (Callback callback : callbacks) {
                        answer(callback, name, realm, password);
                    }
                }));
    }

    private static void answer(Callback callback, String name, String realm, String password) {
        if (callback instanceof NameCallback question) {
            question.setName(name);
        } else if (callback instanceof PasswordCallback question) {
            question.setPassword(password.toCharArray());
        } else if (callback instanceof RealmCallback question) {
            question.setText(realm);
        } else if (callback instanceof RealmChoiceCallback question) {
            question.setSelectedIndex(0);
        }
    }

    byte[] respond(SaslStep challenge) throws SaslException {
        return respond(((SaslStep.Challenge) challenge).data());
    }

    byte[] respond(Octets challenge) throws SaslException {
        byte[] response = client.evaluateChallenge(challenge.toByteArray());
        return response == null ? "".getBytes(UTF_8) : response;
    }

    /** Whether the client is convinced of the server too. */
    boolean isSatisfied() {
        return client.isComplete();
    }
}
