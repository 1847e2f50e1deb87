package dev.postern.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what a file says, key by key, for {@link EffectiveConfig}. For one reading, by one thread. */
final class Findings {

    private final String file;
    private final List<EffectiveConfig.Entry> entries = new ArrayList<>();
    private final Map<String, Position> positions = new HashMap<>();

    Findings(String file) {
        this.file = file;
    }

    /** Something stands in the file, be it a value or a section. */
    void stands(String path, Position at) {
        positions.put(path, at);
    }

    /** A value was read; {@code sources} are those beside the file itself. */
    void said(Place place, Position at, String value) {
        List<String> origin = new ArrayList<>(place.sources());
        origin.add(file + ":" + at.line());
        add(place.path(), value, String.join(", ", origin));
    }

    /** Nothing was said, and this is what that means. */
    void defaulted(Place place, String value) {
        add(place.path(), value, "default");
    }

    EffectiveConfig toEffectiveConfig() {
        return new EffectiveConfig(file, entries, positions);
    }

    private void add(String path, String value, String origin) {
        entries.add(new EffectiveConfig.Entry(path, Printable.line(value), origin));
    }
}
