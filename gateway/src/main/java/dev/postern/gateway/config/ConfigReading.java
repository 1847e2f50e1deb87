package dev.postern.gateway.config;

import java.util.List;

/** What came of reading a file. */
public sealed interface ConfigReading {

    /**
     * The file is in order, as far as it can be told without the database.
     *
     * @param effective the same values for people, with where they came from
     */
    record Accepted(GatewayConfig config, EffectiveConfig effective) implements ConfigReading {}

    /**
     * The file cannot be used.
     *
     * @param problems all of them, in the order of the file; never empty
     */
    record Refused(List<Problem> problems) implements ConfigReading {

        /** The list is copied. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
