package dev.postern.gateway.sqlfile;

import org.jspecify.annotations.Nullable;

/**
 * The syntax of main.cf, which pgsql_table(5) files have as well.
 *
 * <pre>
 * name = value          ; blanks around both are dropped
 *     more of it        ; a line that begins with a blank continues the one before, and keeps its blanks
 * # comment             ; wherever it stands, also between the lines of a value; so do empty lines
 * </pre>
 *
 * A {@code $} is nothing special here: Postfix expands it in main.cf only.
 */
final class PostfixSyntax {
    private final Remarks remarks;
    private final Settings settings = new Settings();
    private @Nullable SettingText logical;

    private PostfixSyntax(Remarks remarks) {
        this.remarks = remarks;
    }

    static Settings read(String file, Remarks remarks) {
        PostfixSyntax syntax = new PostfixSyntax(remarks);
        int number = 0;
        for (String line : file.split("\n", -1)) {
            syntax.take(line, ++number);
        }
        syntax.finish();
        return syntax.settings;
    }

    private void take(String line, int number) {
        String content = line.strip();
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        if (!SettingText.isBlank(line.charAt(0))) {
            finish();
            logical = SettingText.of(line, number);
        } else if (logical != null) {
            logical = logical.plus(line, number);
        } else {
            remarks.problem(number, "the line begins with a blank and continues nothing", "remove the blank");
        }
    }

    private void finish() {
        SettingText line = logical;
        logical = null;
        if (line == null) {
            return;
        }
        int equals = line.text().indexOf('=');
        String name = (equals < 0 ? line.text() : line.text().substring(0, equals)).strip();
        if (equals < 0 || name.isEmpty() || name.chars().anyMatch(c -> SettingText.isBlank((char) c))) {
            remarks.problem(line.line(), "the line is not of the form name = value", "mend it, or take it out");
        } else {
            settings.put(name, line.behind(equals + 1), remarks);
        }
    }
}
