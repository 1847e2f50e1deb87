package dev.postern.gateway.postfix;

import java.util.Map;
import java.util.Set;

/** Which programs read a parameter that may name tables. */
final class Readers {

    private static final Set<String> CLEANUP = Set.of("smtpd", "cleanup");
    private static final Set<String> RESOLVER = Set.of("smtpd", "trivial-rewrite");
    private static final Set<String> RECIPIENTS = Set.of("smtpd");
    private static final Set<String> LOCAL = Set.of("local");
    private static final Set<String> VIRTUAL = Set.of("virtual");
    private static final Set<String> ALL =
            Set.of("smtpd", "cleanup", "trivial-rewrite", "smtp", "lmtp", "qmgr", "local", "virtual");

    private static final Map<String, Set<String>> READERS = Map.ofEntries(
            Map.entry("virtual_alias_maps", CLEANUP),
            Map.entry("canonical_maps", CLEANUP),
            Map.entry("sender_canonical_maps", CLEANUP),
            Map.entry("recipient_canonical_maps", CLEANUP),
            Map.entry("sender_bcc_maps", CLEANUP),
            Map.entry("recipient_bcc_maps", CLEANUP),
            Map.entry("mydestination", RESOLVER),
            Map.entry("relay_domains", RESOLVER),
            Map.entry("virtual_alias_domains", RESOLVER),
            Map.entry("virtual_mailbox_domains", RESOLVER),
            Map.entry("relocated_maps", RESOLVER),
            Map.entry("transport_maps", RESOLVER),
            Map.entry("sender_dependent_relayhost_maps", RESOLVER),
            Map.entry("sender_dependent_default_transport_maps", RESOLVER),
            Map.entry("virtual_mailbox_maps", RECIPIENTS),
            Map.entry("local_recipient_maps", RECIPIENTS),
            Map.entry("relay_recipient_maps", RECIPIENTS),
            Map.entry("alias_maps", LOCAL),
            Map.entry("mailbox_command_maps", LOCAL),
            Map.entry("mailbox_transport_maps", LOCAL),
            Map.entry("fallback_transport_maps", LOCAL),
            Map.entry("virtual_uid_maps", VIRTUAL),
            Map.entry("virtual_gid_maps", VIRTUAL));

    private Readers() {}

    static Set<String> of(String parameter) {
        Set<String> known = READERS.get(parameter);
        if (known != null) {
            return known;
        }
        for (String program : Set.of("smtpd", "smtp", "lmtp")) {
            if (parameter.startsWith(program + "_")) {
                return Set.of(program);
            }
        }
        return ALL;
    }
}
