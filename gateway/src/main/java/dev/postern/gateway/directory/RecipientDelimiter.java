package dev.postern.gateway.directory;

import java.util.Set;

/**
 * Splits address extensions off as Postfix's split_addr does with {@code recipient_delimiter}.
 *
 * @param characters each of them ends the name; empty: extensions are not split off
 */
public record RecipientDelimiter(String characters) {

    /** Postfix never splits these, whatever the delimiter. */
    private static final Set<String> UNSPLIT = Set.of("postmaster", "mailer-daemon", "double-bounce");

    private static final String OWNER_PREFIX = "owner-";
    private static final String REQUEST_SUFFIX = "-request";

    /**
     * Where the extension begins, delimiter included.
     *
     * @param local a local part without quotes, in any case
     * @return an index above 0, or -1 where there is no extension: the name before it is never empty
     */
    int extensionStart(String local) {
        int start = firstDelimiter(local);
        return start < 0 || isNeverSplit(Folding.fold(local)) ? -1 : start;
    }

    private int firstDelimiter(String local) {
        for (int i = 0; i < local.length(); i++) {
            if (characters.indexOf(local.charAt(i)) >= 0) {
                return i > 0 ? i : -1;
            }
        }
        return -1;
    }

    private boolean isNeverSplit(String folded) {
        return UNSPLIT.contains(folded) || isListAddress(folded);
    }

    /** {@code owner-list} and {@code list-request} are names of their own where {@code -} is a delimiter. */
    private boolean isListAddress(String local) {
        return characters.indexOf('-') >= 0
                && (local.startsWith(OWNER_PREFIX)
                        || (local.endsWith(REQUEST_SUFFIX) && local.length() > REQUEST_SUFFIX.length()));
    }
}
