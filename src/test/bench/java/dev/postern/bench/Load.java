package dev.postern.bench;

import java.nio.file.Path;

/**
 * What the load generator is told to do.
 *
 * @param protocol socketmap, tcp, auth or userdb
 * @param address as the load generator reads it
 * @param keys what is asked for
 * @param expected the only answer that counts as the work done: {@code found}, {@code notFound}, {@code refused}
 */
record Load(String protocol, String address, int connections, Path keys, String expected) {

    static Load finding(String protocol, String address, int connections, Path keys) {
        return new Load(protocol, address, connections, keys, "found");
    }

    static Load missing(String protocol, String address, int connections, Path keys) {
        return new Load(protocol, address, connections, keys, "notFound");
    }

    static Load refused(String protocol, String address, int connections, Path keys) {
        return new Load(protocol, address, connections, keys, "refused");
    }
}
