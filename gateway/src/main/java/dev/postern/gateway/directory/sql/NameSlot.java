package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * An expansion inside an identifier, as in {@code enable%Ls%Lc} or {@code "enable%Ls%Lc"}.
 *
 * @param start where it stands in the query
 * @param end behind it
 * @param quoted whether the identifier stands in double quotes, where any character may be part of it
 */
record NameSlot(int start, int end, Expansion expansion, AccountVariable input, boolean quoted) {

    /** Those of a query in Dovecot's dialect, in its order. */
    static List<NameSlot> find(String query) {
        Finder finder = new Finder(query);
        SqlScanner.scan(query).tokens().forEach(finder::take);
        return finder.slots;
    }

    /** Whether the identifier stays one with {@code text} in it. */
    boolean takes(String text) {
        return quoted ? text.indexOf('"') < 0 : text.chars().allMatch(c -> isOfName((char) c));
    }

    /** Goes through a query once. */
    private static final class Finder {
        private final String query;
        private final ExpansionReader reader = Dialect.DOVECOT.reader();
        private final List<NameSlot> slots = new ArrayList<>();
        private int behind;

        Finder(String query) {
            this.query = query;
        }

        void take(SqlToken token) {
            if (token.is(Kind.QUOTED_IDENTIFIER)) {
                quoted(token);
            } else if (token.is(Kind.PERCENT) && token.start() >= behind) {
                ExpansionReader.Read read = reader.read(query, token.start(), query.length());
                if (isInName(token.start(), token.start() + read.length())) {
                    add(read, token.start(), false);
                }
            }
        }

        private void quoted(SqlToken token) {
            for (int at = token.text().indexOf('%'); at >= 0; ) {
                ExpansionReader.Read read =
                        reader.read(token.text(), at, token.text().length());
                add(read, token.start() + at, true);
                at = token.text().indexOf('%', at + read.length());
            }
        }

        private void add(ExpansionReader.Read read, int at, boolean quoted) {
            if (read instanceof ExpansionReader.Variable variable && variable.input() != null) {
                behind = at + read.length();
                slots.add(new NameSlot(at, behind, variable.expansion(), variable.input(), quoted));
            }
        }

        /** Else it is a value that somebody forgot to quote. */
        private boolean isInName(int start, int end) {
            boolean goesOn = !slots.isEmpty() && behind == start;
            return goesOn || beginsName(start) || (end < query.length() && isOfName(query.charAt(end)));
        }

        private boolean beginsName(int end) {
            int begin = end;
            while (begin > 0 && isOfName(query.charAt(begin - 1))) {
                begin--;
            }
            return begin < end && !Character.isDigit(query.charAt(begin));
        }
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
