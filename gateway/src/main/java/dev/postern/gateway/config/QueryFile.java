package dev.postern.gateway.config;

import java.nio.file.Path;

/**
 * A file of another program that says what to ask a database, as it was when the configuration was read. It may hold the
 * database's password and prints its path only.
 *
 * @param path where it is
 * @param text all of it
 */
public record QueryFile(Path path, SecretText text) {

    /** The path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
