package dev.postern.gateway.auth;

import dev.postern.sasl.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a login process needs to hand a user on to another server, as Dovecot's auth service completes it: the password
 * that was typed, where the row has none for the other server. {@code proxy_maybe} means {@code proxy} unless the host is
 * the mail server itself.
 */
final class ProxyFields {
    private static final String PROXY = "proxy";
    private static final String PROXY_MAYBE = "proxy_maybe";
    private static final String HOST = "host";
    private static final String HOST_IP = "hostip";
    private static final String PASS = "pass";
    private static final String MASTER = "master";

    /** What says where to, and means nothing without it; so does all that begins with {@code proxy_}. */
    private static final Set<String> TARGET =
            Set.of(PROXY, HOST, HOST_IP, "port", "destuser", PASS, MASTER, "source_ip", "ssl", "starttls");

    private ProxyFields() {}

    /** Whether the user's mail is on another server. */
    static boolean areIn(Map<String, String> fields) {
        return fields.containsKey(PROXY) || fields.containsKey(PROXY_MAYBE);
    }

    /** Whether somebody can connect by them: Dovecot 2.3 resolves no name, and its login process dies of it. */
    static boolean nameAnAddress(Map<String, String> fields) {
        String host = fields.getOrDefault(HOST, "");
        return !host.isEmpty() && AllowNets.isAddress(fields.getOrDefault(HOST_IP, host));
    }

    /** The fields for a login process. */
    static Map<String, String> completed(Map<String, String> fields, String user, LoginAttempt attempt, Secret typed) {
        Map<String, String> completed = new LinkedHashMap<>(fields);
        if (!fields.containsKey(PROXY) && isItself(fields, user, attempt)) {
            completed.keySet().removeIf(name -> TARGET.contains(name) || name.startsWith("proxy_"));
            return completed;
        }
        completed.remove(PROXY_MAYBE);
        completed.putIfAbsent(PROXY, "");
        if (!typed.isEmpty() && !fields.containsKey(PASS) && isText(typed)) {
            completed.put(PASS, text(typed));
        }
        return completed;
    }

    /** The same for a master user: at the target it logs in as itself, to become the user there. */
    static Map<String, String> toMaster(Map<String, String> fields, String master) {
        if (!fields.containsKey(PROXY) || fields.containsKey(MASTER)) {
            return fields;
        }
        Map<String, String> masters = new LinkedHashMap<>(fields);
        masters.put(MASTER, master);
        return masters;
    }

    private static boolean isItself(Map<String, String> fields, String user, LoginAttempt attempt) {
        String host = fields.getOrDefault(HOST_IP, fields.getOrDefault(HOST, ""));
        return fields.getOrDefault("destuser", user).equals(user)
                && !attempt.localIp().isEmpty()
                && AllowNets.allow(host, attempt.localIp());
    }

    /** A field is text; a password that is none cannot be handed on, and without it nobody is proxied. */
    private static boolean isText(Secret typed) {
        byte[] bytes = typed.copy();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String text(Secret typed) {
        byte[] bytes = typed.copy();
        String text = new String(bytes, StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0);
        return text;
    }
}
