package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a file.
 *
 * @param table present if there are no problems
 * @param problems what cannot be taken over, in the order of the file
 * @param warnings what is passed over, in the order of the file
 */
public record SqlFileReading<T>(Optional<T> table, List<Problem> problems, List<Problem> warnings) {

    /** Copies the lists. */
    public SqlFileReading {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
