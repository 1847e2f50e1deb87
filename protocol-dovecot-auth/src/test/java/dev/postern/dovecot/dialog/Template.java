package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a dialog: text with escapes, calls and placeholders. One character stands for one byte. */
final class Template {

    private static final Pattern TOKEN = Pattern.compile(
            "\\\\(?:x([0-9A-Fa-f]{2})|(.))|base64\\(((?:\\\\.|[^)])*)\\)" + "|repeat\\((.),(\\d+)\\)|<([a-z0-9]+)>");

    private static final Map<String, String> ESCAPES = Map.of("t", "\t", "n", "\n", "r", "\r", "0", "\0");

    private static final Map<String, String> PLACEHOLDERS =
            Map.of("number", "[0-9]+", "hex32", "[0-9a-f]{32}", "any", "[^\t]*");

    private final String source;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();

    private Template(String source) {
        this.source = source;
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find()) {
            literal(source.substring(end, token.start()));
            read(token);
            end = token.end();
        }
        literal(source.substring(end));
    }

    static Template of(String source) {
        return new Template(source);
    }

    /** The line as a client says it. */
    String said() {
        return said.toString();
    }

    /** Tells whether this is the line. */
    boolean matches(String line) {
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(line).matches();
    }

    private void read(Matcher token) {
        if (token.group(1) != null) {
            literal(String.valueOf((char) Integer.parseInt(token.group(1), 16)));
        } else if (token.group(2) != null) {
            literal(ESCAPES.getOrDefault(token.group(2), token.group(2)));
        } else if (token.group(3) != null) {
            byte[] bytes = Template.of(token.group(3)).said().getBytes(ISO_8859_1);
            literal(Base64.getEncoder().encodeToString(bytes));
        } else if (token.group(4) != null) {
            literal(token.group(4).repeat(Integer.parseInt(token.group(5))));
        } else {
            placeholder(token.group(6));
        }
    }

    private void placeholder(String name) {
        if (name.equals("pid")) {
            literal(Long.toString(ProcessHandle.current().pid()));
            return;
        }
        String matching = PLACEHOLDERS.get(name);
        if (matching == null) {
            throw new IllegalArgumentException("no such placeholder: <" + name + ">");
        }
        pattern.append(matching);
    }

    private void literal(String text) {
        said.append(text);
        pattern.append(Pattern.quote(text));
    }

    @Override
    public String toString() {
        return source;
    }
}
