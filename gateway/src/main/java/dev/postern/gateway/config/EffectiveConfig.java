package dev.postern.gateway.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every value that counts and where it came from, and where each key stands in the file. Holds no secret. */
public final class EffectiveConfig {

    private final String file;
    private final List<Entry> entries;
    private final Map<String, Position> positions;

    /**
     * One value.
     *
     * @param key its full name: {@code auth.failureDelay}, {@code listeners[2].address}
     * @param value on one line, a secret masked
     * @param origin {@code default}, or {@code FILE:LINE} after the environment variable or the file that it names
     */
    public record Entry(String key, String value, String origin) {

        /** {@code key: value   # origin}. */
        @Override
        public String toString() {
            return key + ": " + value + "   # " + origin;
        }
    }

    EffectiveConfig(String file, List<Entry> entries, Map<String, Position> positions) {
        this.file = file;
        this.entries = List.copyOf(entries);
        this.positions = Map.copyOf(positions);
    }

    /** In the order of the description of keys; maps and listeners in the order of the file. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * A problem that shows only behind the file (a query that the database refuses), placed where the file says it.
     *
     * @param key its full name; where it does not stand in the file, the section around it is pointed at
     */
    public Problem problemAt(String key, String what, String hint) {
        Position at = position(key);
        return new Problem(file, at.line(), at.column(), what, hint);
    }

    private Position position(String key) {
        String path = key;
        while (!path.isEmpty()) {
            Position at = positions.get(path);
            if (at != null) {
                return at;
            }
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return Position.START;
    }

    /** One line for each value. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
    }
}
