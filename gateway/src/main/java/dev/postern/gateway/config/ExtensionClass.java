package dev.postern.gateway.config;

/** The classes of maps that Postfix's propagate_unmatched_extensions names, as far as maps of Postern belong to them. */
public enum ExtensionClass {
    /** canonical_maps, sender_canonical_maps, recipient_canonical_maps. */
    CANONICAL,
    /** virtual_alias_maps. */
    VIRTUAL,
    /** smtp_generic_maps. */
    GENERIC
}
