package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.SchemaProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong with a query whose statements differ by names in them. Most of them name columns that no database has:
 * one warning says which remain. Only a query of which none remains is an error.
 */
final class NamedProblems {

    private NamedProblems() {}

    /** @param found with all statements of {@code query}, each under its own name */
    static List<SchemaProblem> of(RelationQuery query, List<SchemaProblem> found) {
        List<SchemaProblem> errors = found.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        Set<String> broken = errors.stream().map(SchemaProblem::subject).collect(Collectors.toSet());
        List<RelationQuery> statements = query.statements();
        if (broken.size() == statements.size()) {
            return List.of(SchemaProblem.error(query.toString(), errors.get(0).message()));
        }
        List<SchemaProblem> told = new ArrayList<>();
        if (!broken.isEmpty()) {
            told.add(SchemaProblem.warning(query.toString(), answered(query, broken)));
        }
        found.stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .map(SchemaProblem::message)
                .distinct()
                .forEach(message -> told.add(SchemaProblem.warning(query.toString(), message)));
        return told;
    }

    private static String answered(RelationQuery query, Set<String> broken) {
        String names = query.statements().stream()
                .map(RelationQuery::toString)
                .filter(name -> !broken.contains(name))
                .map(name -> name.substring(query.toString().length()).strip())
                .collect(Collectors.joining(" "));
        return "names in it depend on the service, and the database has those for " + names
                + "; others get a temporary failure, as from Dovecot: add the columns of those that you use";
    }
}
