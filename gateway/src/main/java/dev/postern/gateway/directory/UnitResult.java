package dev.postern.gateway.directory;

/** What reading one {@link Unit} from its source gave: a {@link UnitValue}, which may be cached, or a {@link Failure}. */
public sealed interface UnitResult permits UnitValue, Failure {}
