package dev.postern.bench;

import java.io.IOException;

/**
 * One that does a work, again and again.
 *
 * @param name how the tables call it
 * @param turn what it does in a round
 */
record Contender(String name, Turn turn) {

    /** Does the work once. */
    @FunctionalInterface
    interface Turn {
        /**
         * Takes its time for it.
         *
         * @throws IOException in one line, if the work could not be done as it should be
         */
        Sample take() throws IOException;
    }
}
