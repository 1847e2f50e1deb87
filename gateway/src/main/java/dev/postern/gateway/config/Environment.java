package dev.postern.gateway.config;

import org.jspecify.annotations.Nullable;

/** The environment variables that a file may name. */
@FunctionalInterface
public interface Environment {

    /** The value of {@code name}, null where it is not set. */
    @Nullable
    String variable(String name);
}
