package dev.postern.bench;

import dev.postern.bench.Results.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Results as two tables: the claims, and all figures. */
final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(Results results) {
        MarkdownReport report = new MarkdownReport();
        results.circumstances().forEach((name, value) -> report.line("- %s: %s", name, value));
        if (!results.outcomes().isEmpty()) {
            report.claims(results.outcomes());
        }
        report.line("");
        report.line("| work | contender | median (smallest–largest of the rounds) |");
        report.line("|---|---|---|");
        results.works().forEach(report::figures);
        return report.text.toString();
    }

    private void claims(List<Outcome> outcomes) {
        line("");
        line("| work | claimed | beside | ratio | bar | |");
        line("|---|---|---|---|---|---|");
        outcomes.forEach(this::claim);
    }

    private void claim(Outcome outcome) {
        Claim claim = outcome.claim();
        line(
                "| %s | %s | %s | %s | %s %s | %s |",
                outcome.rounds().work().name(),
                labelled(claim.subject(), outcome.rounds()),
                labelled(claim.yardstick(), outcome.rounds()),
                ratio(outcome.ratios()),
                claim.bound().sign(),
                String.format(Locale.ROOT, "%.2f", claim.bar()),
                outcome.verdict().label());
    }

    private static String labelled(Figure figure, Rounds rounds) {
        return figure.label() + ": " + figure.metric().print(figure.over(rounds).median()) + " "
                + figure.metric().unit();
    }

    private static String ratio(Series ratios) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratios.median(), ratios.smallest(), ratios.largest());
    }

    private void figures(Rounds rounds) {
        for (Contender contender : rounds.work().contenders()) {
            Set<Metric> metrics =
                    rounds.rounds().get(0).sample(contender.name()).figures().keySet();
            String figures = metrics.stream()
                    .sorted()
                    .map(metric -> spread(contender, metric, rounds))
                    .collect(Collectors.joining("; "));
            line("| %s | %s | %s |", rounds.work().name(), contender.name(), figures);
        }
    }

    private static String spread(Contender contender, Metric metric, Rounds rounds) {
        Series series = Figure.of(contender.name(), metric).over(rounds);
        return "%s %s (%s–%s)"
                .formatted(
                        metric.print(series.median()),
                        metric.unit(),
                        metric.print(series.smallest()),
                        metric.print(series.largest()));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
