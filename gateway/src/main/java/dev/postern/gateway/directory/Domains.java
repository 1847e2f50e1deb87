package dev.postern.gateway.directory;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a folded domain stands for.
 *
 * <p>An internationalised name has two spellings, U-labels ({@code müller.example}) and A-labels
 * ({@code xn--mller-kva.example}, RFC 5890). Clients send either and rows hold either, so both are asked, the one that
 * was sent first. Names that IDNA 2003 (the JDK's) maps to another name, as it does {@code straße} to {@code strasse},
 * are asked as they were sent and no further: they may belong to somebody else.
 */
final class Domains {

    /** RFC 1035: longer names are nobody's, and Punycode takes quadratic time. */
    private static final int LONGEST = 253;

    private static final String ACE_PREFIX = "xn--";

    private Domains() {}

    /** The domain, and its other spelling if it has one. */
    static List<String> forms(String domain) {
        boolean ascii = isAscii(domain);
        if ((ascii && !domain.contains(ACE_PREFIX)) || domain.length() > LONGEST) {
            return List.of(domain);
        }
        try {
            String other = convert(domain, ascii);
            boolean same = !other.equals(domain) && convert(other, !ascii).equals(domain);
            return same ? List.of(domain, other) : List.of(domain);
        } catch (IllegalArgumentException noDomainName) {
            return List.of(domain);
        }
    }

    /** The domain, then each parent, as match_list asks where parent_domain_matches_subdomains names the parameter. */
    static List<String> withParents(String domain) {
        return climb(domain, 1);
    }

    /** The domain, then each parent with a dot before it, as transport_maps asks. */
    static List<String> withDottedParents(String domain) {
        return climb(domain, 0);
    }

    /** All spellings of one level come before the next level; what is the same in both stands there once. */
    private static List<String> climb(String domain, int afterDot) {
        List<String> keys = new ArrayList<>();
        List<String> level = forms(domain);
        while (!level.isEmpty()) {
            level.stream().filter(key -> !key.isEmpty() && !keys.contains(key)).forEach(keys::add);
            level = level.stream()
                    .filter(key -> parentDot(key) > 0)
                    .map(key -> key.substring(parentDot(key) + afterDot))
                    .toList();
        }
        return keys;
    }

    /** Before the next parent that can be somebody's: a key may have thousands that are too long for that. */
    private static int parentDot(String key) {
        return key.indexOf('.', Math.max(1, key.length() - LONGEST - 1));
    }

    private static String convert(String domain, boolean toUnicode) {
        return toUnicode ? IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED) : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
