package dev.postern.gateway.config;

/**
 * One pass over one file: what it may look at, and what it collects. For one thread.
 *
 * @param problems what is wrong
 * @param findings what is right, and where it came from
 */
record Reading(Problems problems, Findings findings, Environment environment, FileContents files) {

    /** The whole file, seen as a place in it. */
    Place root() {
        return Place.root(this);
    }
}
