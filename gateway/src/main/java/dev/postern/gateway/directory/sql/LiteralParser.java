package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.sql.ExpansionReader.Percent;
import dev.postern.gateway.directory.sql.ExpansionReader.Read;
import dev.postern.gateway.directory.sql.ExpansionReader.Unknown;
import dev.postern.gateway.directory.sql.ExpansionReader.Variable;
import dev.postern.gateway.directory.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Resolves the escapes and the expansions of one quoted literal, in one go: what an escape gives is no expansion. */
final class LiteralParser {
    private static final Pattern NUMERIC_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[0-7xuU]");

    private final SqlToken token;
    private final ExpansionReader reader;
    private final Consumer<String> problem;
    private final List<Parameter.Piece> pieces = new ArrayList<>();
    private final List<AccountVariable> inputs = new ArrayList<>();
    private final StringBuilder verbatim = new StringBuilder();
    private boolean expands;
    private int at;

    /**
     * A literal's content.
     *
     * @param pieces what a parameter is composed of
     * @param inputs the account variables that it needs
     * @param expands whether there is an expansion at all; if not, the literal stays what it is
     */
    record Content(List<Parameter.Piece> pieces, List<AccountVariable> inputs, boolean expands) {

        /** The literal in plain quotes, if it has no expansions. */
        String quoted() {
            String text = pieces.isEmpty() ? "" : ((Parameter.Verbatim) pieces.get(0)).text();
            return "'" + text.replace("'", "''") + "'";
        }
    }

    private LiteralParser(SqlToken token, ExpansionReader reader, Consumer<String> problem) {
        this.token = token;
        this.reader = reader;
        this.problem = problem;
    }

    /** @param problem is told of what cannot be resolved, with the reason */
    static Content parse(SqlToken token, ExpansionReader reader, Consumer<String> problem) {
        return new LiteralParser(token, reader, problem).parse();
    }

    private Content parse() {
        at = token.text().indexOf('\'') + 1;
        while (at < token.text().length()) {
            char c = token.text().charAt(at);
            if (c == '\'') {
                quote();
            } else if (c == '\\' && token.is(Kind.ESCAPE_LITERAL)) {
                escape();
            } else if (c == '%') {
                percent();
            } else {
                verbatim.append(c);
                at++;
            }
        }
        flush();
        return new Content(pieces, inputs, expands);
    }

    /** A doubled quote is one; any other ends the literal or this stretch of it. */
    private void quote() {
        if (token.text().startsWith("''", at)) {
            verbatim.append('\'');
            at += 2;
        } else {
            int next = SqlScanner.continuation(token.text(), at + 1);
            at = next < 0 ? token.text().length() : next + 1;
        }
    }

    /** Expansion comes first: a doubled percent sign behind a backslash is one, which the backslash leaves as it is. */
    private void escape() {
        if (token.text().startsWith("\\%", at)) {
            at++;
            if (!token.text().startsWith("%%", at)) {
                problem.accept("a backslash before an expansion would change its value: double the backslash");
            }
            return;
        }
        char c = at + 1 < token.text().length() ? token.text().charAt(at + 1) : '\\';
        verbatim.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    default -> c;
                });
        at += 2;
    }

    private void percent() {
        Read read = reader.read(token.text(), at, token.text().length());
        if (read instanceof Percent) {
            verbatim.append('%');
        } else if (read instanceof Variable variable) {
            flush();
            pieces.add(new Parameter.Expanded(variable.expansion()));
            if (variable.input() != null) {
                inputs.add(variable.input());
            }
            expands = true;
        } else if (read instanceof Unknown what) {
            problem.accept(what.reason());
        }
        at += read.length();
    }

    private void flush() {
        if (!verbatim.isEmpty()) {
            pieces.add(new Parameter.Verbatim(verbatim.toString()));
            verbatim.setLength(0);
        }
    }

    /** Whether an escape stands for a code: these are not resolved here, so that they cannot be resolved wrongly. */
    static boolean hasNumericEscape(SqlToken token) {
        return token.is(Kind.ESCAPE_LITERAL)
                && NUMERIC_ESCAPE.matcher(token.text()).find();
    }
}
