package dev.postern.gateway.directory.sql;

/** A query cannot be asked for many keys in one statement; each of its keys is to be asked alone. */
final class NotBatchable extends Exception {
    private static final long serialVersionUID = 1;

    NotBatchable(String reason) {
        super(reason);
    }
}
