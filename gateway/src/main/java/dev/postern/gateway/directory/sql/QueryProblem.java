package dev.postern.gateway.directory.sql;

/**
 * Why a query cannot be served.
 *
 * @param line in the query's text, from 1
 * @param column in characters, from 1
 * @param near the place itself, quoted from the query
 * @param reason what is wrong and what to do
 */
public record QueryProblem(int line, int column, String near, String reason) {

    /** How much of the query a problem quotes: enough to find the place, not enough to fill a screen. */
    private static final int QUOTED = 40;

    /** A problem of the characters from {@code from} to {@code to}. */
    static QueryProblem at(String query, int from, int to, String reason) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < from; i++) {
            if (query.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String quoted = query.substring(from, to).replaceAll("\\s+", " ");
        String near = quoted.length() <= QUOTED ? quoted : quoted.substring(0, QUOTED) + "…";
        return new QueryProblem(line, from - lineStart + 1, near, reason);
    }

    /** All of it in one line. */
    public String message() {
        return "line " + line + ", column " + column + " of the query, at " + near + ": " + reason;
    }
}
