package dev.postern.acceptance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** Recipients that are made up from addresses and domains that are known: what people, programs and attackers write. */
final class Recipients {

    /** The longest path that RFC 5321 has servers take is 256 octets; Postfix takes more. */
    private static final String LONG = "l0ng.".repeat(60) + "x";

    /** So many that a site of a few addresses has recipients enough. */
    private static final int EXTENSIONS = 1_000_000;

    /** From a local part and a domain. */
    private static final List<BiFunction<String, String, String>> SHAPES = List.of(
            // existing, in any spelling
            (local, domain) -> local + "@" + domain,
            (local, domain) -> local.toUpperCase(Locale.ROOT) + "@" + domain,
            (local, domain) -> alternating(local) + "@" + alternating(domain),
            // with extensions
            (local, domain) -> extended(local, "+Lists") + "@" + domain,
            (local, domain) -> extended(alternating(local), "+a+B") + "@" + domain.toUpperCase(Locale.ROOT),
            (local, domain) -> extended(local, "+") + "@" + domain,
            (local, domain) -> extended(local, "-x") + "@" + domain,
            (local, domain) -> "+" + local + "@" + domain,
            // quoted, needed or not
            (local, domain) -> quoted(local) + "@" + domain,
            (local, domain) -> extended(quoted(local), "+x y") + "@" + domain,
            (local, domain) -> "\"a\\\"b\\\\" + inner(local) + "\"@" + domain,
            (local, domain) -> "\"" + inner(local) + "@" + domain + "\"@" + domain,
            (local, domain) -> "\"\"@" + domain,
            // unknown
            (local, domain) -> "nobody." + inner(local).replaceAll("[^a-z]", "") + "@" + domain,
            (local, domain) -> "nobody+x@" + domain,
            (local, domain) -> local + "@sub." + domain,
            (local, domain) -> local + "@un" + domain,
            // what means something to others
            (local, domain) -> "o'%_=!#$&*/?^`{|}~@" + domain,
            (local, domain) -> local + "%" + domain + "@" + domain,
            (local, domain) -> "@other.example,@" + domain + ":" + local + "@" + domain,
            (local, domain) -> "' OR ''='@" + domain,
            (local, domain) -> "%%s@" + domain,
            (local, domain) -> "_".repeat(Math.max(1, inner(local).length())) + "@" + domain,
            (local, domain) -> "Postmaster+x@" + domain,
            (local, domain) -> "MAILER-DAEMON@" + domain,
            (local, domain) -> "double-bounce@" + domain,
            // UTF-8
            (local, domain) -> extended(local, "é") + "@" + domain,
            (local, domain) -> extended(local, "+ÄÖ") + "@" + domain,
            (local, domain) -> local + "@bücher." + domain,
            // long, empty, broken
            (local, domain) -> LONG + "@" + domain,
            (local, domain) -> extended(local, "+" + LONG) + "@" + domain,
            (local, domain) -> local + "@" + "d0main.".repeat(30) + domain,
            (local, domain) -> local + "@",
            (local, domain) -> "@" + domain,
            (local, domain) -> local,
            (local, domain) -> local + "@" + domain + ".",
            (local, domain) -> local + "@[192.0.2.1]",
            (local, domain) -> local + ".@" + domain,
            (local, domain) -> "." + local + "@" + domain);

    private final List<String> locals = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private final Random random;

    /** @param known addresses, {@code @domain}s and domains */
    Recipients(List<String> known, Random random) {
        this.random = random;
        for (String entry : known) {
            int at = entry.lastIndexOf('@');
            domains.add(entry.substring(at + 1));
            locals.add(at > 0 ? entry.substring(0, at) : "someone");
        }
    }

    /** Makes recipients, no two of them alike: one of each shape, and then whatever comes. */
    List<String> make(int count) {
        Set<String> recipients = new LinkedHashSet<>();
        for (BiFunction<String, String, String> shape : SHAPES) {
            recipients.add(shaped(shape));
        }
        while (recipients.size() < count) {
            recipients.add(shaped(SHAPES.get(random.nextInt(SHAPES.size()))));
        }
        return recipients.stream().limit(count).toList();
    }

    /** Mostly somebody's address; at times a name of one domain in another, or with an extension that nobody used before. */
    private String shaped(BiFunction<String, String, String> shape) {
        int owner = random.nextInt(locals.size());
        int domain = random.nextInt(4) > 0 ? owner : random.nextInt(domains.size());
        String local = locals.get(owner);
        if (random.nextInt(4) == 0) {
            local = extended(local, "+" + random.nextInt(EXTENSIONS));
        }
        return shape.apply(local, domains.get(domain));
    }

    private static boolean isQuoted(String local) {
        return local.startsWith("\"");
    }

    private static String inner(String local) {
        return isQuoted(local) ? local.substring(1, local.length() - 1) : local;
    }

    private static String quoted(String local) {
        return "\"" + inner(local) + "\"";
    }

    private static String extended(String local, String extension) {
        return isQuoted(local) ? "\"" + inner(local) + extension + "\"" : local + extension;
    }

    private static String alternating(String text) {
        StringBuilder mixed = new StringBuilder(text);
        for (int i = 0; i < mixed.length(); i += 2) {
            mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
        }
        return mixed.toString();
    }
}
