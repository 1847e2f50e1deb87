package dev.postern.gateway.directory;

import java.util.List;

/** The rungs that an address's local part makes: as it is, then without its extension, each quoted and then plain. */
final class LocalSteps {
    private final String whole;
    private final String name;
    private final String extension;

    /** @param external as it stands in the key, quoted or not, in whatever case */
    LocalSteps(String external, RecipientDelimiter delimiter) {
        this.whole = LocalPart.unquote(external);
        int start = delimiter.extensionStart(whole);
        this.name = start < 0 ? whole : whole.substring(0, start);
        this.extension = start < 0 ? "" : whole.substring(start);
    }

    /**
     * Adds them.
     *
     * @param separator what stands between the local part and a domain
     * @param domains folded; each of them is asked before the next rung is
     */
    void add(List<LadderStep> steps, String separator, List<String> domains) {
        addSpellings(steps, new LadderStep(separator, whole, ""), domains);
        if (!extension.isEmpty()) {
            addSpellings(steps, new LadderStep(separator, name, extension), domains);
        }
    }

    private static void addSpellings(List<LadderStep> steps, LadderStep rung, List<String> domains) {
        String quoted = rung.name().isEmpty() ? "" : LocalPart.quote(rung.name());
        addDomains(steps, rung, quoted, domains);
        if (!quoted.equals(rung.name())) {
            addDomains(steps, rung, rung.name(), domains);
        }
    }

    private static void addDomains(List<LadderStep> steps, LadderStep rung, String spelling, List<String> domains) {
        String folded = Folding.fold(spelling) + rung.key();
        for (String domain : domains) {
            steps.add(new LadderStep(folded + domain, rung.name(), rung.extension()));
        }
    }
}
