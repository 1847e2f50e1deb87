package dev.postern.gateway.directory;

import java.time.Duration;

/**
 * A value that ends by itself, as a temporary alias does. It may be served while it lasts and not a moment longer,
 * whatever the ttl says and whether or not the source can be asked again.
 *
 * @param value what the source held
 * @param remaining for how long after it was read; not positive: it was over already
 */
public record Perishable(UnitValue value, Duration remaining) implements UnitResult {}
