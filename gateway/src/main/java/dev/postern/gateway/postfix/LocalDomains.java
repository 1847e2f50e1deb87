package dev.postern.gateway.postfix;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The domains of {@code mydestination}: local, whatever the virtual maps say of them. */
public final class LocalDomains {

    private static final String PARAMETER = "mydestination";

    /** Files, tables, exclusions and address literals are not looked into. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private LocalDomains() {}

    /** Those that stand there by name. */
    public static List<String> of(PostfixConfiguration postfix) {
        return Stream.of(postfix.main().value(PARAMETER).split("[\\s,]+", -1))
                .filter(word -> NAME.matcher(word).matches())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** One of them is served by a map of virtual domains as well. */
    public static PostfixProblem alsoIn(PostfixConfiguration postfix, String domain, String map) {
        return new Setting(PARAMETER, "", List.of(), postfix)
                .problem(
                        domain + " is also in " + map
                                + "; Postfix takes it for local, and asks none of the virtual maps",
                        "remove it here, or from the database");
    }
}
