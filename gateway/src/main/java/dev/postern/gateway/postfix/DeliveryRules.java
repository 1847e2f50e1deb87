package dev.postern.gateway.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Delivery agents that refuse network tables as security-sensitive: all their mail would be deferred. */
final class DeliveryRules {

    private static final Set<String> OF_LOCAL = Set.of("alias_maps", "mailbox_command_maps");
    private static final Set<String> OF_VIRTUAL = Set.of("virtual_uid_maps", "virtual_gid_maps");

    private DeliveryRules() {}

    static List<PostfixProblem> check(PostfixConfiguration postfix) {
        boolean virtualDelivers = delivers(postfix, "virtual_transport", "virtual");
        List<PostfixProblem> problems = new ArrayList<>();
        for (Setting setting : postfix.settings()) {
            List<TableReference> tables = TableReference.in(setting.value());
            if (!tables.isEmpty()) {
                check(setting, tables.get(0), virtualDelivers, problems);
            }
        }
        return problems;
    }

    private static void check(
            Setting setting, TableReference table, boolean virtualDelivers, List<PostfixProblem> problems) {
        if (OF_LOCAL.contains(setting.parameter())) {
            problems.add(setting.problem(
                    table + ": local(8) takes no network tables here, and defers all mail",
                    "use a local file; for rewriting use virtual_alias_maps"));
        } else if (OF_VIRTUAL.contains(setting.parameter())) {
            problems.add(
                    virtualDelivers
                            ? setting.problem(
                                    table + ": virtual(8) takes no network tables, and defers all mail",
                                    "set virtual_transport = lmtp:…, and remove this")
                            : setting.warning(
                                    table + ": only virtual(8) reads this, and it takes no network tables",
                                    "remove it"));
        } else if (setting.parameter().equals("virtual_mailbox_maps") && virtualDelivers) {
            problems.add(setting.problem(
                    table + ": virtual_transport = " + setting.postfix().main().value("virtual_transport")
                            + " delivers by virtual(8), which takes no network tables and defers all mail",
                    "set virtual_transport = lmtp:…, as lmtp:unix:private/dovecot-lmtp"));
        }
    }

    /** Whether the transport that a parameter names is run by a program. */
    private static boolean delivers(PostfixConfiguration postfix, String parameter, String program) {
        String transport = postfix.main().value(parameter).replaceFirst(":.*", "");
        return postfix.services().stream()
                .anyMatch(service -> service.name().equals(transport)
                        && service.type().equals("unix")
                        && service.command().equals(program));
    }
}
