package dev.postern.gateway.sqlfile;

import org.jspecify.annotations.Nullable;

/**
 * The syntax of Dovecot 2.3's files of external settings.
 *
 * <pre>
 * name = value          ; blanks around both are dropped, and one pair of quotes around the value
 * name = value \        ; goes on on the next line, behind one blank
 * # comment             ; also behind a value, unless it stands in quotes that are closed on the line
 * </pre>
 *
 * In a value in quotes a backslash takes what follows as it is.
 */
final class DovecotSyntax {
    private final Remarks remarks;
    private final Settings settings = new Settings();
    private @Nullable SettingText begun;

    private DovecotSyntax(Remarks remarks) {
        this.remarks = remarks;
    }

    static Settings read(String file, Remarks remarks) {
        DovecotSyntax syntax = new DovecotSyntax(remarks);
        int number = 0;
        for (String line : file.split("\r?\n", -1)) {
            syntax.take(line, ++number);
        }
        syntax.finish();
        return syntax.settings;
    }

    private void take(String line, int number) {
        String content = withoutComment(stripped(line));
        if (content.isEmpty()) {
            return;
        }
        boolean goesOn = content.endsWith("\\");
        String part = goesOn ? stripped(content.substring(0, content.length() - 1)) + " " : content;
        SettingText whole = begun == null ? SettingText.of(part, number) : begun.plus(part, number);
        begun = goesOn ? whole : null;
        if (!goesOn) {
            setting(whole);
        }
    }

    /** Dovecot drops such a line without a word. */
    private void finish() {
        if (begun != null) {
            remarks.problem(begun.line(), "the setting goes on behind the last line", "take its last backslash out");
        }
    }

    private void setting(SettingText line) {
        String text = line.text();
        int end = 0;
        while (end < text.length() && text.charAt(end) != '=' && !SettingText.isBlank(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        SettingText rest = line.behind(end);
        if (name.startsWith("!include")) {
            remarks.problem(line.line(), name + " is not followed", "write the settings into this file");
        } else if (!rest.text().startsWith("=")) {
            remarks.problem(line.line(), "the line is not of the form name = value", "mend it, or take it out");
        } else {
            settings.put(name, unquoted(rest.behind(1)), remarks);
        }
    }

    private static SettingText unquoted(SettingText value) {
        String text = value.text();
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != text.charAt(last) || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
            return value;
        }
        SettingText inner = value.slice(1, last);
        // Only a value without backslashes keeps the places of its parts; one with them is rare, and short.
        return text.indexOf('\\') < 0
                ? inner
                : SettingText.of(inner.text().replaceAll("(?s)\\\\(.)", "$1"), value.line());
    }

    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == '#') {
                return stripped(line.substring(0, i));
            }
            if (quote != 0 && c == '\\') {
                i++;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return line;
    }

    private static String stripped(String line) {
        return SettingText.of(line, 1).behind(0).text();
    }
}
