package dev.postern.acceptance.presets;

import dev.postern.gateway.schema.Presets;
import java.util.List;

/** A line of a preset's {@code acceptance.tsv}. */
public record AcceptanceCase(String kind, String name, String key, String argument, String expected) {

    private static final int COLUMNS = 5;

    static List<AcceptanceCase> of(String preset) {
        return Presets.text(preset, "acceptance.tsv")
                .orElse("")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(AcceptanceCase::parse)
                .toList();
    }

    private static AcceptanceCase parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("not five columns: " + line);
        }
        return new AcceptanceCase(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    @Override
    public String toString() {
        return String.join(" ", kind, name, key, argument);
    }
}
