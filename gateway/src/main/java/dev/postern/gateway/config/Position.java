package dev.postern.gateway.config;

/** Where something stands in the file; both count from 1. */
record Position(int line, int column) {

    /** Where a file begins: for what is missing in it altogether. */
    static final Position START = new Position(1, 1);
}
