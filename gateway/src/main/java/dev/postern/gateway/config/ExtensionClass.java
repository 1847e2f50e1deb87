package dev.postern.gateway.config;

/** The classes of Postfix's propagate_unmatched_extensions that maps of Postern belong to. */
public enum ExtensionClass {
    /** canonical_maps, sender_canonical_maps, recipient_canonical_maps. */
    CANONICAL,
    /** virtual_alias_maps. */
    VIRTUAL,
    /** smtp_generic_maps. */
    GENERIC
}
