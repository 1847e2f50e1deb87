package dev.postern.acceptance.presets;

import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of Dovecot's auth protocol: logins on one kind of socket, users on another. */
public final class AccountClient implements AutoCloseable {
    private static final String CHALLENGE = "CONT";

    private final RawConnection connection;
    private int id;

    private AccountClient(RawConnection connection) {
        this.connection = connection;
    }

    static AccountClient to(Path socket, String handshake) throws IOException {
        RawConnection connection = RawConnection.to(socket);
        connection.send(handshake);
        return new AccountClient(connection);
    }

    /**
     * Logs in.
     *
     * @param parameters of AUTH, each followed by a tab
     * @return OK with its fields, FAIL, or TEMP
     */
    public String login(String mechanism, String user, String password, String parameters) throws IOException {
        String initial = mechanism.equals("PLAIN") ? "\tresp=" + base64("\0" + user + "\0" + password) : "";
        String reply = ask("AUTH", mechanism + "\t" + parameters + initial);
        int step = 0;
        while (reply.startsWith(CHALLENGE)) {
            String challenge = reply.substring(CHALLENGE.length()).strip();
            connection.send(
                    CHALLENGE + "\t" + id + "\t" + base64(answer(mechanism, step, user, password, challenge)) + "\n");
            step++;
            reply = reply();
        }
        if (reply.startsWith("FAIL")) {
            return reply.contains("temp") ? "TEMP" : "FAIL";
        }
        return reply.replace('\t', ' ');
    }

    /** A user's fields, or NOTFOUND. */
    public String user(String user, String service) throws IOException {
        String reply = ask("USER", user + "\tservice=" + service);
        return reply.startsWith("USER\t")
                ? reply.substring(reply.indexOf('\t', "USER\t".length()) + 1).replace('\t', ' ')
                : reply;
    }

    private String ask(String command, String rest) throws IOException {
        id++;
        connection.send(command + "\t" + id + "\t" + rest + "\n");
        return reply();
    }

    /** The next line that answers the last request, without its id: those before it are the server's greeting. */
    private String reply() throws IOException {
        while (true) {
            String line = connection.readUntil('\n').strip();
            String[] words = line.split("\t", 3);
            if (words.length > 1
                    && words[1].equals(String.valueOf(id))
                    && !words[0].equals("VERSION")
                    && !isGreeting(words[0])) {
                return words[0] + (words.length > 2 ? "\t" + words[2] : "");
            }
        }
    }

    private static boolean isGreeting(String word) {
        return word.equals("SPID") || word.equals("CUID") || word.equals("MECH") || word.equals("COOKIE");
    }

    private static String answer(String mechanism, int step, String user, String password, String challenge) {
        if (mechanism.equals("CRAM-MD5")) {
            return user + " " + hmacMd5(password, Base64.getDecoder().decode(challenge));
        }
        return step == 0 ? user : password;
    }

    private static String hmacMd5(String password, byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            // An empty key is not allowed; one of zeros is the same by the definition of HMAC.
            byte[] key = password.isEmpty() ? new byte[1] : password.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
