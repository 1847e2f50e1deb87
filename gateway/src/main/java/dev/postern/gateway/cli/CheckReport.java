package dev.postern.gateway.cli;

import dev.postern.gateway.config.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a check found, gathered to be told at once. */
final class CheckReport {

    /** The order of the file; what stands at one place stays in the order in which it was found. */
    private static final Comparator<Problem> IN_FILE_ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> outages = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();

    /** Something that an operator must mend. */
    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Something that kept the check from being made, and may pass by itself. */
    void outage(Problem problem) {
        outages.add(problem);
    }

    /** Something that works, but not as somebody may think. */
    void warning(Problem problem) {
        warnings.add(problem);
    }

    /** Something that was looked at and is in order. */
    void checked(String what) {
        checked.add(what);
    }

    /** Prints all of it: what is in order on {@code out}, everything else on {@code err}, one line each. */
    void print(PrintWriter out, PrintWriter err) {
        checked.forEach(out::println);
        problems.stream().sorted(IN_FILE_ORDER).forEach(err::println);
        outages.stream().sorted(IN_FILE_ORDER).forEach(err::println);
        warnings.stream().sorted(IN_FILE_ORDER).map(CheckReport::asWarning).forEach(err::println);
    }

    private static Problem asWarning(Problem problem) {
        return new Problem(
                problem.file(), problem.line(), problem.column(), "warning: " + problem.what(), problem.hint());
    }

    /** What must be mended weighs more than what may pass. */
    int exitCode() {
        if (!problems.isEmpty()) {
            return ExitCode.CONFIG;
        }
        return outages.isEmpty() ? ExitCode.OK : ExitCode.TEMPORARY;
    }
}
