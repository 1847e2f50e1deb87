package dev.postern.acceptance.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every password that the tests have used, to be looked for in the log of each gateway. Whoever sends one says so here.
 * Thread-safe.
 */
public final class UsedPasswords {

    /** What is shorter stands in a log by chance. */
    private static final int SHORTEST = 6;

    /** Passwords that tests like, and words that a log needs. */
    private static final Set<String> WORDS = Set.of("password", "secret", "wrong-password");

    /** A PLAIN response is told from other base64 by its two NULs. */
    private static final Pattern RESPONSE = Pattern.compile("(?:resp=|CONT\t[0-9]+\t)([A-Za-z0-9+/]{8,}={0,2})");

    /** Within a name or an address it is that name's, as {@code changed} in {@code changed.user@d.test}. */
    private static final String OF_A_NAME = "[A-Za-z0-9._@-]";

    private static final Map<String, Pattern> FORMS = new ConcurrentHashMap<>();

    static {
        // Those of the sample site.
        Stream.of("user-pw", "user2-pw", "user3-pw").forEach(UsedPasswords::use);
    }

    private UsedPasswords() {}

    /** Notes a password, and returns it. */
    public static String use(String password) {
        if (password.length() >= SHORTEST && !WORDS.contains(password)) {
            byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
            add(password);
            add(withoutPadding(Base64.getEncoder().encodeToString(bytes)));
            add(HexFormat.of().formatHex(bytes));
            add(Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
        }
        return password;
    }

    /** Notes what a client of the auth protocol sends: responses, and the passwords in them. */
    public static void sent(String lines) {
        Matcher response = RESPONSE.matcher(lines);
        while (response.find()) {
            add(withoutPadding(response.group(1)));
            String decoded = decode(response.group(1));
            String[] parts = decoded.split("\0", -1);
            if (parts.length == 3) {
                use(parts[2]);
            }
        }
    }

    private static void add(String form) {
        FORMS.computeIfAbsent(
                form,
                text -> Pattern.compile("(?<!" + OF_A_NAME + ")" + Pattern.quote(text) + "(?!" + OF_A_NAME + ")"));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String withoutPadding(String base64) {
        return base64.replace("=", "");
    }

    /** The lines of a text in which one of them stands: as it is, in base64, in hex, or as numbers. */
    public static List<String> in(String text) {
        return text.lines()
                .filter(line -> FORMS.entrySet().stream()
                        .anyMatch(form -> line.contains(form.getKey())
                                && form.getValue().matcher(line).find()))
                .toList();
    }
}
