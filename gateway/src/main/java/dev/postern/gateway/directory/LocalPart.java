package dev.postern.gateway.directory;

/**
 * The two spellings of an address's local part: internal ({@code a b}) and external, quoted where RFC 5321 demands it
 * ({@code "a b"}). What needs quotes is decided as Postfix's quote_822_local does, which leaves 8-bit characters alone.
 */
final class LocalPart {
    private static final String SPECIALS = "()<>@,;:\\\"[] ";

    private LocalPart() {}

    /** The external spelling. */
    static String quote(String internal) {
        if (isDotString(internal)) {
            return internal;
        }
        StringBuilder quoted = new StringBuilder(internal.length() + 4).append('"');
        for (int i = 0; i < internal.length(); i++) {
            char c = internal.charAt(i);
            if (c == '"' || c == '\\' || c == '\r') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /** The internal spelling; anything that is not one whole quoted string is taken as internal already. */
    static String unquote(String external) {
        if (external.length() < 2 || external.charAt(0) != '"' || closingQuote(external) != external.length() - 1) {
            return external;
        }
        StringBuilder internal = new StringBuilder(external.length());
        for (int i = 1; i < external.length() - 1; i++) {
            if (external.charAt(i) == '\\') {
                i++;
            }
            internal.append(external.charAt(i));
        }
        return internal.toString();
    }

    /** The index of the quote that closes the one at 0, or -1. */
    private static int closingQuote(String external) {
        for (int i = 1; i < external.length(); i++) {
            char c = external.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static boolean isDotString(String local) {
        if (local.isEmpty() || local.charAt(0) == '.' || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c < ' ' || c == 0x7f || SPECIALS.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
