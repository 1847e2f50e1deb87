package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a dialog: text with escapes, calls and placeholders. One character stands for one byte. */
final class Template {

    private static final Pattern TOKEN =
            Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|(.))|base64\\(((?:\\\\.|[^)])*)\\)|repeat\\((.),(\\d+)\\)"
                    + "|answer\\(([^,)]*),([^,)]*),([^)]*)\\)|<([a-z0-9]+)>");

    private static final Map<String, String> ESCAPES = Map.of("t", "\t", "n", "\n", "r", "\r", "0", "\0");

    private static final String BASE64 = "[A-Za-z0-9+/=]*";

    /** What may be heard for them. */
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            "number", "[0-9]+",
            "hex32", "[0-9a-f]{32}",
            "any", "[^\t]*",
            "challenge", BASE64,
            "proof", BASE64,
            "cookie", "[0-9a-f]{32}",
            "spid", "[0-9]+");

    /** Those whose words a client says again. */
    private static final Set<String> WORDS = Set.of("cookie", "spid", "pid", "player");

    /** A piece of a line. */
    private sealed interface Part {

        record Text(String text) implements Part {}

        record Placeholder(String name) implements Part {}

        record Answer(String mechanism, String user, String password) implements Part {}
    }

    private final String source;
    private final List<Part> parts = new ArrayList<>();

    private Template(String source) {
        this.source = source;
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find()) {
            parts.add(new Part.Text(source.substring(end, token.start())));
            parts.add(part(token));
            end = token.end();
        }
        parts.add(new Part.Text(source.substring(end)));
    }

    static Template of(String source) {
        return new Template(source);
    }

    private static Part part(Matcher token) {
        if (token.group(9) != null) {
            return placeholder(token.group(9));
        }
        return token.group(6) != null
                ? new Part.Answer(token.group(6), token.group(7), token.group(8))
                : new Part.Text(text(token));
    }

    private static String text(Matcher token) {
        if (token.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(token.group(1), 16));
        } else if (token.group(2) != null) {
            return ESCAPES.getOrDefault(token.group(2), token.group(2));
        } else if (token.group(3) != null) {
            byte[] bytes = of(token.group(3)).said(new Memory()).getBytes(ISO_8859_1);
            return Base64.getEncoder().encodeToString(bytes);
        }
        return token.group(4).repeat(Integer.parseInt(token.group(5)));
    }

    private static Part placeholder(String name) {
        if (!PLACEHOLDERS.containsKey(name) && !WORDS.contains(name)) {
            throw new IllegalArgumentException("no such placeholder: <" + name + ">");
        }
        return new Part.Placeholder(name);
    }

    /** The line as a client says it. */
    String said(Memory memory) {
        StringBuilder said = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                said.append(text.text());
            } else if (part instanceof Part.Placeholder placeholder) {
                said.append(memory.word(placeholder.name()));
            } else if (part instanceof Part.Answer answer) {
                said.append(memory.answer(answer.mechanism(), answer.user(), answer.password()));
            }
        }
        return said.toString();
    }

    /** Tells whether this is the line; only then it is remembered. */
    boolean matches(String line, Memory memory) {
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                pattern.append(Pattern.quote(text.text()));
            } else if (part instanceof Part.Placeholder placeholder) {
                String name = placeholder.name();
                String known = PLACEHOLDERS.get(name);
                pattern.append('(')
                        .append(known == null ? Pattern.quote(memory.word(name)) : known)
                        .append(')');
                names.add(name);
            }
        }
        Matcher heard = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(line);
        if (!heard.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!isRight(names.get(i), heard.group(i + 1), memory)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRight(String name, String word, Memory memory) {
        if (name.equals("challenge")) {
            memory.challenged(word);
        }
        return name.equals("proof")
                ? memory.isConvincedBy(word)
                : !WORDS.contains(name) || memory.remembers(name, word);
    }

    @Override
    public String toString() {
        return source;
    }
}
