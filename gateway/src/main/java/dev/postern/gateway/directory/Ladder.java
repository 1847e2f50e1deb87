package dev.postern.gateway.directory;

import dev.postern.gateway.directory.MapKind.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The candidate keys of a look-up in the order in which Postfix asks a table of its own: mail_addr_find(3) for
 * addresses, match_list for domains, the access map code for clients. Seen key by key in Postfix 3.7.
 *
 * @param delimiter splits extensions off
 * @param localDomains folded; their addresses are looked up by bare local part as well
 */
record Ladder(RecipientDelimiter delimiter, Set<String> localDomains) {
    private static final List<String> NO_DOMAIN = List.of("");

    /**
     * The steps for one key.
     *
     * @param key as it was sent, in whatever case; the keys of the steps are folded
     */
    List<LadderStep> steps(MapKind kind, String key) {
        int at = key.lastIndexOf('@');
        return switch (kind.shape()) {
            case EXACT -> List.of(new LadderStep(Folding.fold(key)));
            case DOMAIN -> ofDomain(Domains.forms(Folding.fold(key)));
            case RELAY_DOMAIN -> ofDomain(Domains.withParents(Folding.fold(key)));
            case ACCESS -> at < 0 ? ofDomain(AccessKeys.ofClient(Folding.fold(key))) : ofAddress(key, at, kind.shape());
            case ADDRESS, LOCAL_RECIPIENT, TRANSPORT ->
                at < 0 ? List.of(new LadderStep(Folding.fold(key))) : ofAddress(key, at, kind.shape());
        };
    }

    private static List<LadderStep> ofDomain(List<String> domains) {
        List<LadderStep> steps = new ArrayList<>(domains.size());
        for (String domain : domains) {
            steps.add(new LadderStep(domain));
        }
        return steps;
    }

    private List<LadderStep> ofAddress(String key, int at, Shape shape) {
        String domain = Folding.fold(key.substring(at + 1));
        List<String> forms = Domains.forms(domain);
        LocalSteps local = new LocalSteps(key.substring(0, at), delimiter);
        List<LadderStep> steps = new ArrayList<>();
        local.add(steps, "@", forms);
        if (shape == Shape.LOCAL_RECIPIENT || (shape == Shape.ADDRESS && isLocal(forms))) {
            local.add(steps, "", NO_DOMAIN);
        }
        switch (shape) {
            case TRANSPORT -> steps.addAll(ofDomain(Domains.withDottedParents(domain)));
            case ACCESS -> {
                steps.addAll(ofDomain(Domains.withParents(domain)));
                local.add(steps, "@", NO_DOMAIN);
            }
            default -> addCatchAll(steps, forms, at);
        }
        return steps;
    }

    private boolean isLocal(List<String> domains) {
        return !localDomains.isEmpty() && domains.stream().anyMatch(localDomains::contains);
    }

    /** The key {@code @domain} is a catch-all's own and was the first step already. */
    private static void addCatchAll(List<LadderStep> steps, List<String> domains, int at) {
        if (at > 0) {
            for (String domain : domains) {
                steps.add(new LadderStep("@" + domain));
            }
        }
    }
}
