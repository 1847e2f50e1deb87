package dev.postern.gateway.directory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is carried from one cache into another.
 *
 * @param age since the source last vouched for it
 * @param life after which it ends, counted as the age is; null: it does not end by itself
 */
public record KeptUnit(
        Unit unit, UnitValue value, Duration age, @Nullable Duration life) {

    /** Whether it is of no use any more, to a cache that keeps units for so long. */
    boolean isOver(Duration keepFor) {
        return age.compareTo(keepFor) >= 0 || (life != null && age.compareTo(life) >= 0);
    }

    /** The same of another relation. */
    public KeptUnit of(Relation relation) {
        return new KeptUnit(new Unit(relation, unit.key()), value, age, life);
    }
}
