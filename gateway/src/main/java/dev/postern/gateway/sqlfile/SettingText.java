package dev.postern.gateway.sqlfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of a file, joined from the lines on which it stands, and where each part of it came from.
 *
 * @param text the value, without line feeds
 * @param parts in the order of the text; never empty
 */
public record SettingText(String text, List<Part> parts) {

    /**
     * What came from one line.
     *
     * @param from where it begins in the text
     * @param line of the file, from 1
     */
    record Part(int from, int line) {}

    /** Copies the list. */
    public SettingText {
        parts = List.copyOf(parts);
    }

    static SettingText of(String text, int line) {
        return new SettingText(text, List.of(new Part(0, line)));
    }

    /** The line on which it begins. */
    public int line() {
        return lineAt(0);
    }

    /** The line of the file that the character at {@code offset} stands on. */
    public int lineAt(int offset) {
        int line = parts.get(0).line();
        for (Part part : parts) {
            if (part.from() <= offset) {
                line = part.line();
            }
        }
        return line;
    }

    /** Appends what stands on a further line. */
    SettingText plus(String more, int line) {
        return plus(of(more, line));
    }

    SettingText plus(SettingText more) {
        List<Part> joined = new ArrayList<>(parts);
        more.parts().forEach(part -> joined.add(new Part(text.length() + part.from(), part.line())));
        return new SettingText(text + more.text(), joined);
    }

    /** What follows {@code from}, without blanks around it. */
    SettingText behind(int from) {
        int begin = from;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return slice(begin, end);
    }

    SettingText slice(int begin, int end) {
        List<Part> kept = new ArrayList<>();
        kept.add(new Part(0, lineAt(begin)));
        for (Part part : parts) {
            if (part.from() > begin) {
                kept.add(new Part(part.from() - begin, part.line()));
            }
        }
        return new SettingText(text.substring(begin, end), kept);
    }

    /** What C's isspace(3) takes for white space. */
    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The value may be a password. */
    @Override
    public String toString() {
        return "SettingText[line " + line() + "]";
    }
}
