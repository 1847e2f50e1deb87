package dev.postern.gateway.directory;

import org.jspecify.annotations.Nullable;

/**
 * A map as it is served.
 *
 * @param name under which clients ask; {@code name.exact} answers exactly one key of the same relation
 * @param kind its ladder
 * @param relation what is asked
 * @param propagatesExtensions whether an extension that was stripped to find a row goes onto the row's addresses
 *     (propagate_unmatched_extensions names this map's class)
 * @param virtualAs what a stored transport {@code virtual:} is answered as, null for as it stands. virtual(8) refuses
 *     network tables and would defer everything; {@code :} keeps the address class's own transport. Never applied to
 *     the exact twin.
 */
public record MapDefinition(
        String name,
        MapKind kind,
        Relation relation,
        boolean propagatesExtensions,
        @Nullable String virtualAs) {

    /** Ends the name of each map's exact twin. */
    public static final String EXACT_SUFFIX = ".exact";

    private static final String VIRTUAL_TRANSPORT = "virtual:";

    /** The twin that answers exactly one key with what is stored under it. */
    MapDefinition exactTwin() {
        return new MapDefinition(name + EXACT_SUFFIX, MapKind.EXACT, relation, false, null);
    }

    /** The answer that a stored value gives when it was found at {@code step}. */
    String answer(LadderStep step, String stored) {
        if (virtualAs != null && stored.equals(VIRTUAL_TRANSPORT)) {
            return virtualAs;
        }
        if (!kind.holdsAddresses() || step.extension().isEmpty()) {
            return stored;
        }
        if (propagatesExtensions) {
            return AddressList.withExtension(stored, step.extension());
        }
        // Postfix puts the local part before such a value itself, but does not know that its extension is to go.
        return stored.startsWith("@") ? LocalPart.quote(step.name()) + stored : stored;
    }
}
