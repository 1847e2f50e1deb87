package dev.postern.gateway.directory;

/**
 * What reading one {@link Unit} from its source gave: a {@link UnitValue}, which may be cached, a {@link Perishable} one,
 * which may be cached for a while, or a {@link Failure}. The cache hands out plain values and failures only.
 */
public sealed interface UnitResult permits UnitValue, Perishable, Failure {}
