package dev.postern.gateway.directory.snapshot;

import java.nio.charset.StandardCharsets;

/** What writer and reader of a file agree on; the layout is on the package's page. */
final class Format {

    /** Counted up with each change of the layout. */
    static final int VERSION = 2;

    /** Ends the units, in a head's place. */
    static final int END = 0;

    static final int ABSENT = 0;
    static final int TEXT = 1;
    static final int ROW = 2;
    static final int ROWS = 3;

    /** No unit: the relation is whole as of this age, and all its units stand before. */
    static final int WHOLE = 4;

    static final int KIND_MASK = 7;

    /** In a head: a life follows. */
    static final int ENDS = 8;

    static final int RELATION_SHIFT = 4;

    /** CRC-32C, at the end of the file. */
    static final int CRC_BYTES = 4;

    /** Large enough that a disk is asked seldom. */
    static final int BUFFER_BYTES = 1 << 16;

    private Format() {}

    static byte[] magic() {
        return "PSTNSNAP".getBytes(StandardCharsets.US_ASCII);
    }
}
