package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who shows which token.
 *
 * <pre>
 * OAUTHBEARER = header SOH *(key "=" value SOH) SOH   ; header: see {@link Gs2Header}, with a name and no channel binding
 * XOAUTH2     = "user=" name SOH *(key "=" value SOH) SOH
 * auth        = "auth=Bearer" SP token                ; one of the pairs; Bearer in any case
 * token       = 1*8192 VCHAR
 * </pre>
 *
 * <p>Pairs of other keys ({@code host}, {@code port}) are skipped.
 */
record BearerToken(String authcid, Secret token) {

    private static final String SEPARATOR = "\u0001";
    private static final String USER = "user=";

    /** As long as a line of the protocol can carry, about. */
    private static final Pattern AUTH = Pattern.compile("auth=(?i:bearer) +([!-~]{1,8192})");

    /** Parses a message; empty if it is malformed, names nobody, or shows no token or several. */
    static Optional<BearerToken> parseOauthBearer(byte[] message) {
        String text = new String(message, ISO_8859_1);
        return Gs2Header.parse(text)
                .filter(header -> header.flag() != 'p' && !header.authzid().isEmpty())
                .filter(header -> text.startsWith(SEPARATOR, header.text().length()))
                .flatMap(header ->
                        read(header.authzid(), text.substring(header.text().length() + SEPARATOR.length())));
    }

    /** Parses a message; empty if it is malformed, names nobody, or shows no token or several. */
    static Optional<BearerToken> parseXoauth2(byte[] message) {
        String text = new String(message, ISO_8859_1);
        int end = text.indexOf(SEPARATOR);
        if (!text.startsWith(USER) || end <= USER.length()) {
            return Optional.empty();
        }
        return Text.decode(message, USER.length(), end)
                .filter(name -> name.indexOf('\0') < 0)
                .flatMap(name -> read(name, text.substring(end + SEPARATOR.length())));
    }

    private static Optional<BearerToken> read(String authcid, String pairs) {
        if (!pairs.endsWith(SEPARATOR + SEPARATOR)) {
            return Optional.empty();
        }
        String list = pairs.substring(0, pairs.length() - 2 * SEPARATOR.length());
        List<String> shown = Arrays.stream(list.split(SEPARATOR, -1))
                .filter(pair -> pair.startsWith("auth="))
                .toList();
        Matcher auth = AUTH.matcher(shown.size() == 1 ? shown.get(0) : "");
        return auth.matches()
                ? Optional.of(
                        new BearerToken(authcid, Secret.copyOf(auth.group(1).getBytes(US_ASCII))))
                : Optional.empty();
    }
}
