package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.QueryFile;
import java.util.List;

/**
 * What a pgsql_table(5) file says.
 *
 * @param query with Postfix's expansions, whichever of the three forms the file has
 * @param resultFormat applied to each element; {@code %s} where the file does not say
 * @param domains patterns of the domains whose addresses are asked for; empty: all keys are
 * @param expansionLimit more elements than this are a temporary error; 0: no limit
 * @param target the database that the file itself names
 */
public record PgsqlTable(
        SettingText query, SettingText resultFormat, List<String> domains, int expansionLimit, LibpqTarget target) {

    /** Copies the list. */
    public PgsqlTable {
        domains = List.copyOf(domains);
    }

    /** Reads it; what cannot be taken over is a problem of its line. */
    public static SqlFileReading<PgsqlTable> read(QueryFile file) {
        return new PgsqlTableReader(file).read();
    }
}
