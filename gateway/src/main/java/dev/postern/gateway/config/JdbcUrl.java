package dev.postern.gateway.config;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL JDBC URL. pgjdbc takes passwords as parameters of it ({@code password}, {@code sslpassword}), so it
 * prints itself without their values.
 *
 * @param text the whole URL, secrets included: for the driver alone
 */
public record JdbcUrl(String text) {

    /** What each URL of the driver begins with. */
    static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern USER_BEFORE_HOST = Pattern.compile(PREFIX + "//[^/?]*@");

    private static final Pattern UNIX_SOCKET = Pattern.compile("[?&]host=(?:/|%2[Ff])");
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final String PORT = "(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    private static final String SERVER = "(?:\\[[^]/?,]*]|[^]\\[/?,:]*)(?::" + PORT + ")?";

    /** A database, or servers and perhaps a database; parameters are the driver's. */
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "(?:(?!//).+|//" + SERVER + "(?:," + SERVER + ")*(?:[/?].*)?)");

    /** Of parameters of one name the driver takes the last. */
    private static final Pattern REPLICAS_FIRST =
            Pattern.compile("[?&]targetServerType=prefer(?:Secondary|Slave)(?:&(?!.*[?&]?targetServerType=).*)?$");

    /** Kept here, because a logger that nobody holds forgets its level. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // It would print URLs as they are; what matters of it comes as an exception as well.
        DRIVER_LOG.setLevel(Level.OFF);
    }

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)([?&][^=&]*password=)[^&]*");

    /** Refuses another driver's URL, and one that the driver cannot use, without repeating it. */
    public JdbcUrl {
        String flaw = flaw(text);
        if (flaw != null) {
            throw new IllegalArgumentException(flaw);
        }
    }

    private static @Nullable String flaw(String text) {
        if (!text.startsWith(PREFIX)) {
            return "not a " + PREFIX + " URL";
        }
        if (USER_BEFORE_HOST.matcher(text).lookingAt()) {
            return "a URL with a user before the host, which the driver does not know";
        }
        if (UNIX_SOCKET.matcher(text).find()) {
            return "a URL of a unix socket, which the driver cannot use";
        }
        return FORM.matcher(text).matches() && !NO_ESCAPE.matcher(text).find()
                ? null
                : "a URL that the driver cannot read";
    }

    /** The server among its hosts that takes changes, if it leads to the others first; else null. */
    public @Nullable JdbcUrl primaryBesideReplicas() {
        return REPLICAS_FIRST.matcher(text).find() ? new JdbcUrl(text + "&targetServerType=primary") : null;
    }

    /** Hosts and database: {@code jdbc:postgresql://HOST:PORT/NAME}. */
    public String withoutParameters() {
        int parameters = text.indexOf('?');
        return parameters < 0 ? text : text.substring(0, parameters);
    }

    /** The URL with each password masked. */
    @Override
    public String toString() {
        return PASSWORD_PARAMETER.matcher(text).replaceAll("$1" + SecretText.MASK);
    }
}
