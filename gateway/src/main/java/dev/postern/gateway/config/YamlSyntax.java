package dev.postern.gateway.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says where a file stops being YAML. The parser's own message quotes the line, which may hold a password, so only what
 * is wholly the parser's own words is passed on.
 */
final class YamlSyntax {

    /** Words and quoted punctuation; nothing that can be a piece of a value. */
    private static final Pattern OWN_WORDS = Pattern.compile("(?:[a-z <>,:]|'[:,\\]}]'|'<[a-z ]+>')+");

    private static final String HINT = "check quotes, brackets and indentation here and in the line before";

    private YamlSyntax() {}

    static void report(JsonProcessingException failure, Problems problems) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            problems.add(new Position(mark.getLine() + 1, mark.getColumn() + 1), what(marked.getProblem()), HINT);
        } else {
            JsonLocation location = failure.getLocation();
            Position at = location == null
                    ? Position.START
                    : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
            problems.add(at, what(""), HINT);
        }
    }

    private static String what(String parserSays) {
        return OWN_WORDS.matcher(parserSays).matches() ? "not YAML: " + parserSays : "not YAML";
    }
}
