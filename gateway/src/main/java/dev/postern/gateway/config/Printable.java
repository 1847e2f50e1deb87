package dev.postern.gateway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text of the file fit into one line of a terminal. */
final class Printable {

    /** Enough to recognise a value by; a query of two pages is not repeated. */
    private static final int MAX_QUOTED = 80;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{0,40}");

    private Printable() {}

    /** The whole text, control characters escaped; {@code ""} for none. */
    static String line(String text) {
        return text.isEmpty() ? "\"\"" : escaped(text);
    }

    /** The text in quotes, cut where it is long. */
    static String quoted(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MAX_QUOTED, text.codePointCount(0, text.length())));
        return "'" + escaped(text.substring(0, end)) + (end < text.length() ? "…" : "") + "'";
    }

    /**
     * A key that nobody knows, in quotes. Where it stops looking like a name it is cut: {@code {password:SECRET}}
     * without a blank after the colon is one long key to YAML.
     */
    static String quotedName(String key) {
        Matcher name = NAME.matcher(key);
        String start = name.lookingAt() ? name.group() : "";
        return "'" + start + (start.length() < key.length() ? "…" : "") + "'";
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(line, codePoint));
        return line.toString();
    }

    private static void append(StringBuilder line, int codePoint) {
        if (codePoint == '\n') {
            line.append("\\n");
        } else if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT) {
            line.append(String.format("\\u%04x", codePoint));
        } else {
            line.appendCodePoint(codePoint);
        }
    }
}
