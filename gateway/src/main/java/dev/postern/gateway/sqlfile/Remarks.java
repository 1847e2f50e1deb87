package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what there is to say about one file. For one reading, by one thread. */
final class Remarks {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Remarks(String file) {
        this.file = file;
    }

    void problem(int line, String what, String hint) {
        problems.add(new Problem(file, line, 1, what, hint));
    }

    void warning(int line, String what, String hint) {
        warnings.add(new Problem(file, line, 1, what, hint));
    }

    boolean isFine() {
        return problems.isEmpty();
    }

    /** @param table asked for if there are no problems */
    <T> SqlFileReading<T> reading(Supplier<T> table) {
        return new SqlFileReading<>(
                isFine() ? Optional.of(table.get()) : Optional.empty(), inOrder(problems), inOrder(warnings));
    }

    private static List<Problem> inOrder(List<Problem> remarks) {
        return remarks.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
