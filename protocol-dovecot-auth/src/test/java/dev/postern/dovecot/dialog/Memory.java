package dev.postern.dovecot.dialog;

import dev.postern.sasl.MechanismClient;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** What the client of one dialog keeps in mind: what it has heard and says again, and the login that it is at. */
final class Memory {

    /** Real process ids are lower. */
    private static final AtomicLong PIDS = new AtomicLong(1L << 23);

    private final Map<String, String> words = new HashMap<>();
    private byte[] challenge = {};
    private @Nullable MechanismClient client;

    Memory() {
        words.put("pid", Long.toString(PIDS.incrementAndGet()));
        words.put("player", Long.toString(ProcessHandle.current().pid()));
    }

    /** A word that was heard, or that was known from the beginning. */
    String word(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new AssertionError("nobody has said <" + name + "> before");
        }
        return word;
    }

    /** Whether a word is what it was before, if it has been heard before. */
    boolean remembers(String name, String word) {
        return word.equals(words.computeIfAbsent(name, unheard -> word));
    }

    void challenged(String base64) {
        challenge = Base64.getDecoder().decode(base64);
    }

    /** In base64, what a client says to the last challenge; to none or an empty one, how it begins another login. */
    String answer(String mechanism, String user, String password) {
        try {
            MechanismClient answering = client;
            if (answering == null || !answering.speaksFirst() || challenge.length == 0) {
                answering = MechanismClient.of(mechanism, user, password);
                client = answering;
            }
            byte[] answer = answering.answer(challenge);
            challenge = new byte[0];
            return Base64.getEncoder().encodeToString(answer);
        } catch (SaslException | GeneralSecurityException broken) {
            throw new AssertionError(mechanism + " breaks off", broken);
        }
    }

    /** Whether the server has proved that it knows the password. The login is over. */
    boolean isConvincedBy(String base64) {
        MechanismClient convinced = client;
        client = null;
        try {
            return convinced != null
                    && convinced.isConvincedBy(Base64.getDecoder().decode(base64));
        } catch (SaslException broken) {
            return false;
        }
    }
}
