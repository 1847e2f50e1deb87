package dev.postern.gateway.postfix;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a Postfix instance.
 *
 * @param parameters all of them by name, defaults included, with {@code $name} expanded
 * @param written the names of those that main.cf sets; many others repeat them by default
 */
public record MainCf(Map<String, String> parameters, Set<String> written) {

    private static final String SEPARATOR = " =";

    /** Copies its collections. */
    public MainCf {
        parameters = Map.copyOf(parameters);
        written = Set.copyOf(written);
    }

    /**
     * Reads it.
     *
     * @param all what {@code postconf -x} prints: {@code name = value} on each line
     * @param written what {@code postconf -n} prints, in the same form
     */
    public static MainCf parse(String all, String written) {
        return new MainCf(parameters(all), parameters(written).keySet());
    }

    private static Map<String, String> parameters(String printed) {
        Map<String, String> parameters = new HashMap<>();
        printed.lines().filter(line -> line.contains(SEPARATOR)).forEach(line -> {
            int end = line.indexOf(SEPARATOR);
            parameters.put(
                    line.substring(0, end),
                    line.substring(end + SEPARATOR.length()).strip());
        });
        return parameters;
    }

    /** A parameter's value; empty where there is none. */
    public String value(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** Where the files of this instance are. */
    public Path configDirectory() {
        return Path.of(value("config_directory"));
    }

    /** The root of chrooted services, and where all others stand. */
    public Path queueDirectory() {
        return Path.of(value("queue_directory"));
    }

    /** Whether services are chrooted that do not say: as before Postfix 3.0, at compatibility level 0. */
    boolean chrootsByDefault() {
        return value("compatibility_level").equals("0");
    }
}
