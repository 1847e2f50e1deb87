package dev.postern.acceptance.oracle;

import java.util.List;

/**
 * What became of a conversation.
 *
 * @param replies code and text of each command's reply, without queue ids
 * @param envelopes {@code sink: sender -> recipient}, sorted
 */
record Outcome(List<String> replies, List<String> envelopes) {

    /** Whether the message was taken. */
    boolean isAccepted() {
        return replies.get(replies.size() - 1).startsWith("250 2.0.0 Ok: queued");
    }
}
