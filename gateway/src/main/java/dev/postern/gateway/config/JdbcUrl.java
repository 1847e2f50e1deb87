package dev.postern.gateway.config;

import java.util.regex.Pattern;

/**
 * A PostgreSQL JDBC URL. pgjdbc takes passwords as parameters of it ({@code password}, {@code sslpassword}), so it
 * prints itself without their values.
 *
 * @param text the whole URL, secrets included: for the driver alone
 */
public record JdbcUrl(String text) {

    /** What each URL of the driver begins with. */
    static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)([?&][^=&]*password=)[^&]*");

    /** Refuses another driver's URL, without repeating it. */
    public JdbcUrl {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a " + PREFIX + " URL");
        }
    }

    /** The URL with each password masked. */
    @Override
    public String toString() {
        return PASSWORD_PARAMETER.matcher(text).replaceAll("$1" + SecretText.MASK);
    }
}
