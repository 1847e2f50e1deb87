package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One dialog: what is said and what has to be heard, in order.
 *
 * @param socket the folder's name: the type of the socket where the dialog begins
 * @param name the file's, without folder and suffix
 * @param headers {@code needs} and {@code unlike-dovecot}, as far as they are given
 */
public record Dialog(String socket, String name, Map<String, String> headers, List<Step> steps) {

    private static final String SUFFIX = ".dialog";

    /** A line of the file. */
    sealed interface Step {

        /** From here on it is the connection to that socket. */
        record On(String socket) implements Step {}

        /** The client sends a line. */
        record Say(Template template) implements Step {}

        /** The server's next line matches; or, if it may come later, one after it does. */
        record Hear(Template template, boolean later) implements Step {}

        /** The connection ends. */
        record End(boolean aborted) implements Step {}
    }

    /** Reads all dialogs: a folder for each socket where they begin. */
    public static List<Dialog> ofEverySocket(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> read(folder.relativize(file).getName(0).toString(), file))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dialog read(String socket, Path file) {
        try {
            String name = file.getFileName().toString();
            return parse(socket, name.substring(0, name.length() - SUFFIX.length()), Files.readAllLines(file, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dialog parse(String socket, String name, List<String> lines) {
        Map<String, String> headers = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("needs: ") || line.startsWith("unlike-dovecot: ")) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(step(name, line));
            }
        }
        return new Dialog(socket, name, Map.copyOf(headers), List.copyOf(steps));
    }

    private static Step step(String name, String line) {
        if (line.equals("closes") || line.equals("aborts")) {
            return new Step.End(line.equals("aborts"));
        }
        if (line.startsWith("on: ")) {
            return new Step.On(line.substring("on: ".length()));
        }
        if (line.startsWith("C: ") || line.equals("C:")) {
            return new Step.Say(Template.of(rest(line)));
        }
        if (line.startsWith("S: ")) {
            return new Step.Hear(Template.of(rest(line)), false);
        }
        if (line.startsWith("S*: ")) {
            return new Step.Hear(Template.of(line.substring("S*: ".length())), true);
        }
        throw new IllegalArgumentException(name + ": no such line in a dialog: " + line);
    }

    private static String rest(String line) {
        return line.length() > 3 ? line.substring(3) : "";
    }

    /** Tells whether the server needs something special, such as {@code outage}. */
    public boolean needs(String what) {
        return what.equals(headers.get("needs"));
    }

    /** Plays the client's part, and waits that nothing comes after its end; fails as an assertion does. */
    public void play(Server server) throws IOException {
        Play play = new Play(this, server);
        for (Step step : steps) {
            play.take(step);
        }
        play.end();
    }

    @Override
    public String toString() {
        return socket + " " + name;
    }
}
