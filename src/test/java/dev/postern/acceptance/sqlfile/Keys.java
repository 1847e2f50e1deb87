package dev.postern.acceptance.sqlfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Keys that strain the rules of expansion: those that are stored, parts of them, and what clients may send. */
final class Keys {
    private static final List<String> LOCALS = List.of(
            "ann",
            "bob",
            "info",
            "two",
            "one",
            "mixed",
            "null",
            "empty",
            "k",
            "j.x",
            "adam.y",
            "root",
            "fixed",
            "user",
            "johndoe",
            "alice",
            "team",
            "list",
            "a@b",
            "100%",
            "%s",
            "%%",
            "_",
            "%",
            "o'hara",
            "back\\slash",
            "\"q q\"",
            "with space",
            "' OR 1=1 --",
            "$1",
            "?",
            "x+y",
            "ANN",
            "Two",
            "");
    private static final List<String> DOMAINS = List.of(
            "example.org",
            "alias.test",
            "relay.test",
            "off.test",
            "away.test",
            "team.test",
            "a.example",
            "sub.a.example",
            "other.test",
            "example.com",
            "localhost",
            "snorl.ax",
            "Example.ORG",
            "A.EXAMPLE",
            "a..example",
            ".example",
            "a.example.",
            "org",
            "%d",
            "",
            "'");

    /** Of parts that stand in different columns. */
    private static final List<String> JOINED = List.of("ann@alias.test", "fixed@example.com");

    private Keys() {}

    /** @param stored what tables hold: all of it is asked for, in various spellings */
    static List<String> of(long seed, List<String> stored, int count) {
        Random random = new Random(seed);
        Set<String> keys = new LinkedHashSet<>(stored);
        keys.addAll(JOINED);
        for (String key : stored) {
            keys.add(key.toUpperCase(Locale.ROOT));
            keys.add(key.substring(key.lastIndexOf('@') + 1));
            keys.add(key.substring(Math.max(0, key.lastIndexOf('@'))));
            keys.add(key.split("@", 2)[0]);
        }
        while (keys.size() < count) {
            String local = LOCALS.get(random.nextInt(LOCALS.size()));
            String domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
            keys.add(random.nextInt(5) == 0 ? local + domain : local + "@" + domain);
        }
        keys.remove("");
        // postmap cuts its input at blanks around a line.
        return new ArrayList<>(
                keys.stream().filter(key -> key.equals(key.strip())).toList());
    }
}
