package dev.postern.dovecot.wire;

import java.util.Objects;

/**
 * One line without its end: a view, valid as long as the chunk that it came from. It may hold a password, so it does not
 * show its bytes.
 */
public final class Line {

    private final byte[] bytes;
    private final int from;
    private final int to;

    /** A view of the bytes from one position, included, to another, excluded. */
    public Line(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** Returns a reader before the first field. */
    public TabFields fields() {
        return new TabFields(bytes, from, to);
    }

    /** Returns the number of bytes. */
    public int length() {
        return to - from;
    }

    @Override
    public String toString() {
        return "Line[" + length() + " bytes]";
    }
}
