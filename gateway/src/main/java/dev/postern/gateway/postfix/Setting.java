package dev.postern.gateway.postfix;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter's value where it counts.
 *
 * @param service the one that overrides the parameter; none for main.cf's value
 */
record Setting(String parameter, String value, List<Service> service, PostfixConfiguration postfix) {

    private static final Set<String> PROXIES = Set.of("proxymap");

    /** The services that open a table which is named here. */
    List<Service> readers(TableReference table) {
        if (table.proxied()) {
            return postfix.running(PROXIES);
        }
        return service.isEmpty() ? postfix.running(Readers.of(parameter)) : service;
    }

    PostfixProblem problem(String what, String hint) {
        return new PostfixProblem(PostfixProblem.Severity.ERROR, parameter, owner(), what, hint);
    }

    PostfixProblem warning(String what, String hint) {
        return new PostfixProblem(PostfixProblem.Severity.WARNING, parameter, owner(), what, hint);
    }

    private Optional<Service> owner() {
        return service.stream().findFirst();
    }
}
