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
 * @param name the file's, without folder and suffix
 * @param headers {@code needs} and {@code unlike-dovecot}, as far as they are given
 */
public record Dialog(String name, Map<String, String> headers, List<Step> steps) {

    private static final String SUFFIX = ".dialog";

    /** A line of the file. */
    sealed interface Step {

        /** The client sends a line. */
        record Say(String line) implements Step {}

        /** The server's next line matches; or, if it may come later, one after it does. */
        record Hear(Template template, boolean later) implements Step {}

        /** The connection ends. */
        record End(boolean aborted) implements Step {}
    }

    /** Reads all dialogs of a folder, sorted by name. */
    public static List<Dialog> load(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Dialog::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dialog read(Path file) {
        try {
            String name = file.getFileName().toString();
            return parse(name.substring(0, name.length() - SUFFIX.length()), Files.readAllLines(file, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Dialog parse(String name, List<String> lines) {
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
        return new Dialog(name, Map.copyOf(headers), List.copyOf(steps));
    }

    private static Step step(String name, String line) {
        if (line.equals("closes") || line.equals("aborts")) {
            return new Step.End(line.equals("aborts"));
        }
        if (line.startsWith("C: ") || line.equals("C:")) {
            return new Step.Say(Template.of(rest(line)).said());
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

    /** Plays the client's part; fails as an assertion does. */
    public void play(Peer peer) throws IOException {
        StringBuilder unsent = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Say say) {
                unsent.append(say.line()).append('\n');
                continue;
            }
            flush(unsent, peer);
            if (step instanceof Step.Hear hear) {
                hear(hear, peer);
            } else {
                end((Step.End) step, peer);
            }
        }
        flush(unsent, peer);
    }

    private static void flush(StringBuilder unsent, Peer peer) throws IOException {
        if (!unsent.isEmpty()) {
            peer.say(unsent.toString());
            unsent.setLength(0);
        }
    }

    private void hear(Step.Hear expected, Peer peer) throws IOException {
        Peer.Heard heard = peer.hear();
        while (expected.later()
                && heard instanceof Peer.Heard.Text text
                && !expected.template().matches(text.line())) {
            heard = peer.hear();
        }
        if (!(heard instanceof Peer.Heard.Text text) || !expected.template().matches(text.line())) {
            throw new AssertionError(name + ": expected " + expected.template() + ", heard " + heard);
        }
    }

    private void end(Step.End expected, Peer peer) throws IOException {
        Peer.Heard heard = peer.hear();
        boolean aborted = expected.aborted() && peer.showsAborts();
        boolean asExpected = heard instanceof Peer.Heard.Aborted || (!aborted && heard instanceof Peer.Heard.Closed);
        if (!asExpected) {
            throw new AssertionError(name + ": expected " + (aborted ? "a reset" : "the end") + ", heard " + heard);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
