package dev.postern.gateway.guard;

import java.time.Duration;

/** What a policy says of a login. */
public sealed interface PolicyAdvice {

    /**
     * It goes on.
     *
     * @param delay by which its answer is to be held back
     */
    record Go(Duration delay) implements PolicyAdvice {
        /** Without delay. */
        public static final Go NOW = new Go(Duration.ZERO);
    }

    /** It is refused. */
    record Reject() implements PolicyAdvice {}

    /** Nobody can tell, and the configuration says that then nobody logs in. */
    record Unanswered() implements PolicyAdvice {}
}
