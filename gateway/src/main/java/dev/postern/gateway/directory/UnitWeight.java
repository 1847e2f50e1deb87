package dev.postern.gateway.directory;

import java.util.Map;

/**
 * What a cached unit costs in memory, in bytes: the sizes of a 64-bit JVM with compressed pointers.
 *
 * <p>The fixed part is the unit, its entry, the cache's own node and the share of the hash table; it was measured over a
 * million units, see the benchmark notes.
 */
final class UnitWeight {
    /** Unit 24, entry 32, value 16, the cache's node and its table slot about 100. */
    private static final int FIXED = 172;

    /** A String and its array, without the characters. */
    private static final int STRING = 40;

    /** A LinkedHashMap with its table, wrapped, and one of its nodes. */
    private static final int MAP = 120;

    private static final int MAP_NODE = 40;

    /** The list of an account's rows. */
    private static final int ROWS = 48;

    private UnitWeight() {}

    static int of(Unit unit, UnitValue value) {
        return FIXED + string(unit.key()) + payload(value);
    }

    private static int payload(UnitValue value) {
        if (value instanceof UnitValue.Text text) {
            return string(text.value());
        }
        if (value instanceof UnitValue.Row row) {
            int weight = ROWS;
            for (Map<String, String> columns : row.rows()) {
                weight += MAP;
                for (String column : columns.values()) {
                    weight += MAP_NODE + string(column);
                }
            }
            return weight;
        }
        return 0;
    }

    /** Latin-1 text takes a byte a character and other text two; counting two for all never counts too little. */
    private static int string(String text) {
        return STRING + 2 * text.length();
    }
}
