package dev.postern.acceptance.oracle;

import java.util.List;

/**
 * One message, if it is taken.
 *
 * @param loggedIn whether the client logs in first
 * @param sender empty for the null sender
 * @param recipients in their order
 */
record Conversation(boolean loggedIn, String sender, List<String> recipients) {

    /** Whether it needs RFC 6531. */
    boolean isInternational() {
        return (sender + recipients).chars().anyMatch(c -> c >= 0x80);
    }
}
