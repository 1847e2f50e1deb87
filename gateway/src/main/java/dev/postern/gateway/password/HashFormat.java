package dev.postern.gateway.password;

/** Reads one form of stored data. */
@FunctionalInterface
interface HashFormat {

    /**
     * Reads and checks; computes nothing that the data could make expensive.
     *
     * @param data what is stored, without prefix and encoding
     */
    Reading read(byte[] data, HashLimits limits);
}
