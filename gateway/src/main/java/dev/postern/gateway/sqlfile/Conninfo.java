package dev.postern.gateway.sqlfile;

import java.util.function.BiConsumer;

/**
 * Reads libpq's connection strings: {@code host=localhost dbname=mails user=reader password='a b'}. Blanks may stand
 * around the equals sign; in quotes and outside of them a backslash takes what follows as it is.
 */
final class Conninfo {
    private final String text;
    private final BiConsumer<String, String> problem;
    private int at;
    private boolean open;

    private Conninfo(String text, BiConsumer<String, String> problem) {
        this.text = text;
        this.problem = problem;
    }

    /**
     * Reads one.
     *
     * @param problem is told what is wrong and what to do; never a value, which may be the password
     * @return whether it could be read
     */
    static boolean read(String text, LibpqParameters into, BiConsumer<String, String> problem) {
        return new Conninfo(text, problem).read(into);
    }

    private boolean read(LibpqParameters into) {
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            int begin = at;
            while (at < text.length() && text.charAt(at) != '=' && !SettingText.isBlank(text.charAt(at))) {
                at++;
            }
            String keyword = text.substring(begin, at);
            skipBlanks();
            if (keyword.isEmpty() || at == text.length() || text.charAt(at) != '=') {
                problem.accept("the connection string is not of the form keyword=value", "mend it");
                return false;
            }
            at++;
            skipBlanks();
            into.put(keyword, value());
        }
        return !open;
    }

    private String value() {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        StringBuilder value = new StringBuilder();
        for (at += quoted ? 1 : 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted ? c == '\'' : SettingText.isBlank(c)) {
                at += quoted ? 1 : 0;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        open = quoted;
        if (quoted) {
            problem.accept("a ' of the connection string has no end", "close it");
        }
        return value.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && SettingText.isBlank(text.charAt(at))) {
            at++;
        }
    }
}
