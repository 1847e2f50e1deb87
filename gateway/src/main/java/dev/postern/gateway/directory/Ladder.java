package dev.postern.gateway.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The candidate keys of a look-up in the order in which Postfix's mail_addr_find(3), transport and match_list code
 * would ask a table of its own.
 *
 * @param delimiter splits extensions off
 * @param localDomains folded; their addresses are looked up by bare local part as well
 */
record Ladder(RecipientDelimiter delimiter, Set<String> localDomains) {

    /**
     * The steps for one key.
     *
     * @param key folded; without {@code @} it is asked as it stands and no further
     */
    List<LadderStep> steps(MapKind kind, String key) {
        int at = key.lastIndexOf('@');
        return switch (kind.shape()) {
            case EXACT -> List.of(new LadderStep(key));
            case PARENT_DOMAINS -> domainAndParents(key);
            case ADDRESS -> at < 0 ? List.of(new LadderStep(key)) : addressSteps(key, at);
            case TRANSPORT -> at < 0 ? List.of(new LadderStep(key)) : transportSteps(key, at);
        };
    }

    private List<LadderStep> addressSteps(String key, int at) {
        String local = LocalPart.unquote(key.substring(0, at));
        String atDomain = key.substring(at);
        List<LadderStep> steps = new ArrayList<>();
        addWithoutExtension(steps, local, atDomain);
        if (localDomains.contains(key.substring(at + 1))) {
            addWithoutExtension(steps, local, "");
        }
        if (!local.isEmpty()) {
            steps.add(new LadderStep(atDomain));
        }
        return steps;
    }

    private List<LadderStep> transportSteps(String key, int at) {
        List<LadderStep> steps = new ArrayList<>();
        addWithoutExtension(steps, LocalPart.unquote(key.substring(0, at)), key.substring(at));
        String domain = key.substring(at + 1);
        if (!domain.isEmpty()) {
            steps.add(new LadderStep(domain));
        }
        for (int dot = domain.indexOf('.', 1); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            steps.add(new LadderStep(domain.substring(dot)));
        }
        return steps;
    }

    private static List<LadderStep> domainAndParents(String domain) {
        List<LadderStep> steps = new ArrayList<>();
        steps.add(new LadderStep(domain));
        for (int dot = domain.indexOf('.', 1); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            steps.add(new LadderStep(domain.substring(dot + 1)));
        }
        return steps;
    }

    /** The address as it is, then without its extension, each quoted and unquoted where these differ. */
    private void addWithoutExtension(List<LadderStep> steps, String local, String atDomain) {
        addSpellings(steps, local, atDomain, "");
        int start = delimiter.extensionStart(local);
        if (start > 0) {
            addSpellings(steps, local.substring(0, start), atDomain, local.substring(start));
        }
    }

    private static void addSpellings(List<LadderStep> steps, String local, String atDomain, String extension) {
        String quoted = local.isEmpty() ? local : LocalPart.quote(local);
        steps.add(new LadderStep(quoted + atDomain, extension));
        if (!quoted.equals(local)) {
            steps.add(new LadderStep(local + atDomain, extension));
        }
    }
}
