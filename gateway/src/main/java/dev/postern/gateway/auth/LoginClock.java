package dev.postern.gateway.auth;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time as logins see it.
 *
 * @param patience how long the source may take for one reading
 * @param nanoTime the clock on whose scale rows tell when they were read
 */
public record LoginClock(Duration patience, LongSupplier nanoTime) {}
