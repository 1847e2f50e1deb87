package dev.postern.acceptance.sasl;

import dev.postern.acceptance.machine.UsedPasswords;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** One login with a mechanism: an answer for each challenge. The first challenge of a client that speaks first is empty. */
@FunctionalInterface
public interface SaslDialog {

    /** What the client says to {@code challenge}; empty when it has nothing more to say. */
    byte[] answer(byte[] challenge) throws SaslException, GeneralSecurityException;

    /** The same in base64, as the protocols of mail carry it. */
    default String answer(String challenge) {
        try {
            return Base64.getEncoder().encodeToString(answer(Base64.getDecoder().decode(challenge)));
        } catch (SaslException | GeneralSecurityException broken) {
            throw new AssertionError("the server said " + challenge, broken);
        }
    }

    /** Begins a login. */
    static SaslDialog of(String mechanism, String user, String password) {
        UsedPasswords.use(password);
        return switch (mechanism) {
            case "LOGIN" -> login(user, password);
            case "SCRAM-SHA-1" -> new ScramDialog("SHA-1", user, password);
            case "SCRAM-SHA-256" -> new ScramDialog("SHA-256", user, password);
            default -> ofTheJdk(mechanism, user, password);
        };
    }

    private static SaslDialog login(String user, String password) {
        return challenge -> {
            String prompt = new String(challenge, StandardCharsets.UTF_8);
            return (prompt.startsWith("User") ? user : password).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static SaslDialog ofTheJdk(String mechanism, String user, String password) {
        try {
            SaslClient client = Sasl.createSaslClient(
                    new String[] {mechanism},
                    null,
                    "imap",
                    "mx.test",
                    Map.of(),
                    callbacks -> fill(callbacks, user, password));
            return challenge -> {
                byte[] answer = client.evaluateChallenge(challenge);
                return answer == null ? new byte[0] : answer;
            };
        } catch (SaslException unknown) {
            throw new IllegalArgumentException(mechanism, unknown);
        }
    }

    private static void fill(Callback[] callbacks, String user, String password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            } else if (callback instanceof RealmCallback realm) {
                realm.setText("");
            }
        }
    }
}
