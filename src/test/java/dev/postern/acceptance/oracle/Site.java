package dev.postern.acceptance.oracle;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A database, and how Postfix and Postern look things up in it.
 *
 * @param preset of Postern
 * @param sql files of the class path that make the database; none: the preset's sample and views
 * @param rows SQL that is executed after them
 * @param settings of main.cf, by parameter; <code>{map}</code> stands for the table
 * @param reference what Postfix's own tables ask, by map: a query for each table
 * @param ownQueries whether Postern is given the same queries, instead of the preset's
 * @param gateway further sections of Postern's configuration
 * @param addresses a query for who is known
 * @param login a user and a password, separated by a space; empty: nobody logs in
 * @param always what every run sends; see {@link Conversations#about}
 */
record Site(
        String preset,
        List<String> sql,
        String rows,
        Map<String, String> settings,
        Map<String, List<String>> reference,
        boolean ownQueries,
        String gateway,
        String addresses,
        String login,
        List<String> always) {

    private static final String PRESETS = "/dev/postern/schema/presets/";
    private static final String FOLDER = "/dev/postern/acceptance/oracle";
    private static final String SUFFIX = ".yaml";

    /** The preset's own files, if none are named. */
    Site {
        String folder = PRESETS + preset;
        sql = sql.isEmpty() ? List.of(folder + "/sample.sql", folder + "/views.sql") : List.copyOf(sql);
    }

    /** The names of all sites. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Site.class.getResource(FOLDER)).toURI()))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Reads one. */
    static Site named(String name) {
        ObjectMapper yaml = new YAMLMapper()
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        try (InputStream file = Site.class.getResourceAsStream(FOLDER + "/" + name + SUFFIX)) {
            return yaml.readValue(file, Site.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The section {@code maps} of Postern's configuration; empty where the preset's queries serve. */
    String maps() {
        if (!ownQueries) {
            return "";
        }
        StringBuilder section = new StringBuilder("maps:\n");
        reference.forEach((map, queries) -> section.append("  ")
                .append(map)
                .append(": {query: \"")
                .append(queries.get(0))
                .append("\"}\n"));
        return section.toString();
    }
}
