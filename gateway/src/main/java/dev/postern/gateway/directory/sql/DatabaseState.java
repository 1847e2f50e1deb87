package dev.postern.gateway.directory.sql;

/** Whether the database answers, as far as is known. */
public sealed interface DatabaseState permits DatabaseState.Unknown, DatabaseState.Up, DatabaseState.Down {

    /** Since when, on the scale of {@link System#nanoTime()}. */
    long since();

    /** Nothing was heard of it yet. */
    record Unknown(long since) implements DatabaseState {}

    /** The last attempt to connect succeeded. */
    record Up(long since) implements DatabaseState {}

    /**
     * The last attempt to connect failed. Reads fail at once until one succeeds.
     *
     * @param reason what the driver or the server says
     */
    record Down(long since, String reason) implements DatabaseState {}
}
