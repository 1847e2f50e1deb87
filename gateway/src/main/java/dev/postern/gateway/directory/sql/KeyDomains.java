package dev.postern.gateway.directory.sql;

import java.util.List;
import java.util.Locale;

/**
 * The domains whose addresses a map is asked for, as {@code domain} of pgsql_table(5). With a list only a key with a
 * local part and a domain that matches is asked for: no bare names, domains or {@code @domain}. Immutable.
 */
public final class KeyDomains {

    /** Every key is asked for. */
    public static final KeyDomains ALL = new KeyDomains(List.of());

    private final List<Pattern> patterns;

    private record Pattern(String domain, boolean admitted) {}

    private KeyDomains(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * A list.
     *
     * @param patterns domains, compared without regard to case; a {@code !} before one excludes it. The first that
     *     matches decides. Empty: {@link #ALL}
     */
    public static KeyDomains of(List<String> patterns) {
        return patterns.isEmpty()
                ? ALL
                : new KeyDomains(patterns.stream().map(KeyDomains::pattern).toList());
    }

    private static Pattern pattern(String written) {
        int marks = 0;
        while (written.startsWith("!", marks)) {
            marks++;
        }
        return new Pattern(written.substring(marks).toLowerCase(Locale.ROOT), marks % 2 == 0);
    }

    /** Whether the key is asked for. */
    boolean admit(String key) {
        if (patterns.isEmpty()) {
            return true;
        }
        int at = key.lastIndexOf('@');
        String domain = key.substring(at + 1).toLowerCase(Locale.ROOT);
        return at > 0
                && patterns.stream()
                        .filter(pattern -> pattern.domain().equals(domain))
                        .findFirst()
                        .map(Pattern::admitted)
                        .orElse(false);
    }

    /** The list. */
    @Override
    public String toString() {
        return patterns.toString();
    }
}
