package dev.postern.gateway.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The single values that a file may hold. */
final class Scalars {

    static final ScalarType<String> TEXT =
            new ScalarType<>("text", "write a text", false, text -> text, text -> text, Schema.text());

    static final ScalarType<String> SOME_TEXT =
            matching("text", "write a text that is not empty", "(?s).+", "is empty");

    static final ScalarType<SecretText> SECRET = new ScalarType<>(
            "secret",
            "put it in quotes",
            true,
            text -> new SecretText(matched(text, "(?s).+", "is empty")),
            SecretText::toString,
            Schema.text());

    static final ScalarType<JdbcUrl> URL = new ScalarType<>(
            "JDBC URL",
            "write " + JdbcUrl.PREFIX + "//HOST:PORT/DATABASE",
            true,
            Scalars::url,
            JdbcUrl::toString,
            Schema.pattern(JdbcUrl.PREFIX + ".+"));

    static final ScalarType<Path> PATH = new ScalarType<>(
            "path", "write a path from / on", false, Addresses::parsePath, Path::toString, Schema.pattern("/.+"));

    static final ScalarType<ListenAddress> ADDRESS = new ScalarType<>(
            "address",
            "write inet:HOST:PORT (an IPv6 address in brackets) or unix:/PATH",
            false,
            Addresses::parse,
            ListenAddress::toString,
            Schema.pattern(Addresses.REGEX));

    static final ScalarType<ListenAddress.Inet> HOST_AND_PORT = new ScalarType<>(
            "host and port",
            "write HOST:PORT, an IPv6 address in brackets",
            false,
            Addresses::parseInet,
            ListenAddress.Inet::hostAndPort,
            Schema.pattern(Addresses.INET_REGEX));

    static final ScalarType<NetworkRange> NETWORK = new ScalarType<>(
            "network",
            "write an IP address, or the first one of a network with its prefix, as 10.0.0.0/24",
            false,
            Addresses::parseNetwork,
            NetworkRange::toString,
            Schema.pattern("[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?"));

    /** Read and printed in octal, quoted or not. */
    static final ScalarType<Integer> MODE = new ScalarType<>(
            "mode",
            "write permissions in octal, as \"0660\"",
            false,
            text -> Integer.parseInt(matched(text, "0?[0-7]{3}", "is not a mode"), 8),
            mode -> String.format(Locale.ROOT, "%04o", mode),
            Schema.pattern("0?[0-7]{3}", Schema.ofType("integer")));

    static final ScalarType<Boolean> BOOLEAN = new ScalarType<>(
            "true or false",
            "write true or false",
            false,
            text -> Boolean.parseBoolean(matched(text, "true|false", "is neither true nor false")),
            value -> Boolean.toString(value),
            Schema.orSubstituted(Schema.ofType("boolean")));

    private Scalars() {}

    /** A text of one form. */
    static ScalarType<String> matching(String label, String hint, String regex, String otherwise) {
        return new ScalarType<>(
                label, hint, false, text -> matched(text, regex, otherwise), text -> text, Schema.text());
    }

    /** One of a few words. */
    static <T> ScalarType<T> oneOf(T[] values, Function<T, String> label) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(label.apply(value), value));
        return new ScalarType<>(
                String.join(" | ", words.keySet()),
                "write one of " + String.join(", ", words.keySet()),
                false,
                text -> word(text, words),
                label,
                Schema.oneOf(words.keySet()));
    }

    private static <T> T word(String text, Map<String, T> words) throws Unusable {
        T value = words.get(text);
        if (value == null) {
            throw new Unusable(Nearest.to(text, words.keySet())
                    .map(near -> "is not known (did you mean " + near + "?)")
                    .orElse("is not known"));
        }
        return value;
    }

    /** The text, if it has the form. */
    static String matched(String text, String regex, String otherwise) throws Unusable {
        if (!text.matches(regex)) {
            throw new Unusable(otherwise);
        }
        return text;
    }

    private static JdbcUrl url(String text) throws Unusable {
        matched(text, Pattern.quote(JdbcUrl.PREFIX) + ".+", "is no " + JdbcUrl.PREFIX + " URL");
        try {
            return new JdbcUrl(text);
        } catch (IllegalArgumentException flaw) {
            throw new Unusable("is " + flaw.getMessage());
        }
    }
}
