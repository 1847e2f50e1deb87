package dev.postern.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CheckReportTest {

    private final CheckReport report = new CheckReport();

    private static Problem at(int line, String what) {
        return new Problem("f", line, 1, what, "mend it");
    }

    @Test
    void isContentWithWarnings() {
        report.warning(at(1, "slow"));

        assertThat(report.exitCode()).isZero();
    }

    @Test
    void weighsWhatMustBeMendedMoreThanWhatMayPass() {
        report.outage(at(1, "away"));
        assertThat(report.exitCode()).isEqualTo(75);

        report.problem(at(1, "missing"));
        assertThat(report.exitCode()).isEqualTo(78);
    }

    @Test
    void tellsProblemsInTheOrderOfTheFileAndWarningsLast() {
        StringWriter err = new StringWriter();
        report.warning(at(1, "slow"));
        report.problem(at(9, "second"));
        report.problem(at(2, "first"));

        report.print(new PrintWriter(new StringWriter()), new PrintWriter(err, true));

        assertThat(err.toString().lines())
                .containsExactly("f:2:1: first; mend it", "f:9:1: second; mend it", "f:1:1: warning: slow; mend it");
    }
}
