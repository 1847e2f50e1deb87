package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a query in whose identifiers the service or {@code secured} stands: one for each value that these
 * can have, all of them made when the query is read. A question chooses one; nothing of it ever becomes SQL. Immutable.
 */
final class NamedStatements {

    /** What asks Dovecot for users, and services for which panels have columns of that name. */
    static final List<String> SERVICES = List.of(
            "imap",
            "pop3",
            "smtp",
            "submission",
            "sieve",
            "managesieve",
            "lmtp",
            "lda",
            "deliver",
            "doveadm",
            "dsync",
            "replicator",
            "dict",
            "indexer",
            "indexer-worker",
            "quota-status",
            "imap-hibernate",
            "imap-urlauth",
            "imap-urlauth-worker",
            "lib-storage",
            "script",
            "auth",
            "sogo",
            "internal");

    /** What {@code %c} of Dovecot 2.3 is. */
    static final List<String> SECURED = List.of("", "secured");

    private final List<NameSlot> slots;
    private final Map<List<String>, QueryTemplate> statements;

    private NamedStatements(List<NameSlot> slots, Map<List<String>, QueryTemplate> statements) {
        this.slots = List.copyOf(slots);
        this.statements = Collections.unmodifiableMap(statements);
    }

    /** Parses a query in Dovecot's dialect, whether its identifiers hold expansions or not. */
    static QueryTemplate.Parsed parse(String query) {
        List<NameSlot> slots = NameSlot.find(query);
        if (slots.isEmpty() || !slots.stream().allMatch(NamedStatements::hasFewValues)) {
            return TemplateParser.parse(query, Dialect.DOVECOT);
        }
        // Names of the same length, so that problems keep their places.
        List<String> sample = slots.stream()
                .map(slot -> "x".repeat(slot.end() - slot.start()))
                .toList();
        QueryTemplate.Parsed checked = TemplateParser.parse(filled(query, slots, sample), Dialect.DOVECOT);
        return new QueryTemplate.Parsed(
                checked.template().map(template -> template.with(of(query, slots, template))), checked.problems());
    }

    private static boolean hasFewValues(NameSlot slot) {
        return slot.input() == AccountVariable.SERVICE || slot.input() == AccountVariable.SECURED;
    }

    private static NamedStatements of(String query, List<NameSlot> slots, QueryTemplate checked) {
        Set<AccountVariable> variables = new TreeSet<>(checked.variables());
        slots.forEach(slot -> variables.add(slot.input()));
        Map<List<String>, QueryTemplate> statements = new LinkedHashMap<>();
        for (String service : SERVICES) {
            for (String secured : SECURED) {
                List<String> names = names(slots, service, secured);
                if (canBeNamed(slots, names)) {
                    TemplateParser.parse(filled(query, slots, names), Dialect.DOVECOT)
                            .template()
                            .ifPresent(made -> statements.put(names, made.asking(variables)));
                }
            }
        }
        return new NamedStatements(slots, statements);
    }

    private static List<String> names(List<NameSlot> slots, String service, String secured) {
        Map<AccountVariable, String> account = new EnumMap<>(AccountVariable.class);
        account.put(AccountVariable.SERVICE, service);
        account.put(AccountVariable.SECURED, secured);
        return names(slots, new Expansion.Question("", account));
    }

    private static List<String> names(List<NameSlot> slots, Expansion.Question question) {
        List<String> names = new ArrayList<>(slots.size());
        slots.forEach(slot -> names.add(String.valueOf(slot.expansion().of(question))));
        return names;
    }

    private static boolean canBeNamed(List<NameSlot> slots, List<String> names) {
        for (int i = 0; i < slots.size(); i++) {
            if (!slots.get(i).takes(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String filled(String query, List<NameSlot> slots, List<String> names) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int i = 0; i < slots.size(); i++) {
            filled.append(query, from, slots.get(i).start()).append(names.get(i));
            from = slots.get(i).end();
        }
        return filled.append(query, from, query.length()).toString();
    }

    /** By what stands in the names. */
    Map<List<String>, QueryTemplate> all() {
        return statements;
    }

    /** What stands in the names when this is asked; null if nothing does that the lists know. */
    @Nullable
    List<String> namesFor(Unit unit) {
        QueryTemplate any = statements.values().iterator().next();
        List<String> names = names(slots, any.question(unit));
        return statements.containsKey(names) ? names : null;
    }
}
