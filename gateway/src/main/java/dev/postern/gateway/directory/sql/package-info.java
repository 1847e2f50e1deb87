/**
 * Units from PostgreSQL, by queries that presets and operators wrote. The only package that knows JDBC.
 *
 * <h2>Queries</h2>
 *
 * {@link dev.postern.gateway.directory.sql.QueryTemplate#parse} cuts a query in one of two dialects, Postfix's or
 * Dovecot's, so that what a client sends can only ever be a value:
 *
 * <ul>
 *   <li>A quoted literal that holds expansions becomes one parameter; its text is composed here. Right of LIKE what is
 *       expanded is escaped.
 *   <li>The service and {@code secured} may stand in identifiers: one statement for each value, made beforehand
 *       ({@link dev.postern.gateway.directory.sql.NamedStatements}).
 *   <li>Any other expansion outside of quotes, in identifiers, comments, dollar quotes, regular expressions, SIMILAR TO, array
 *       and JSON texts are problems that quote the place.
 *   <li>One statement that gives rows; names beginning with {@code pstn_} are our own.
 * </ul>
 *
 * <h2>Rows</h2>
 *
 * A map's answer is all columns of all rows joined with commas, NULLs and empty strings dropped; a passdb's is the one
 * row, a userdb's the first. A column {@code valid_until}, of type timestamptz, is no part of the answer but says when a
 * row ends by itself; NULL for never. Limits: {@link dev.postern.gateway.directory.sql.Answer#MAX_ROWS} rows,
 * {@link dev.postern.gateway.directory.sql.Answer#MAX_VALUE_BYTES} bytes; nothing is ever cut.
 *
 * <h2>Asking</h2>
 *
 * A few threads own one connection each and keep its statements prepared. What waits for a connection is queued by
 * relation; a thread takes all that waits for one relation and asks it in one statement, a single key by itself. A batch
 * that fails is asked again key by key, and its relation stays unbatched for a minute. A query that may do more than
 * read is never batched.
 *
 * <p>Behind a pooler, which shows by answering from another process than it announced, nothing is kept or set on a
 * session. {@link dev.postern.gateway.directory.sql.UserListing} reads lists of users over connections of their own,
 * {@link dev.postern.gateway.directory.sql.SchemaCheck} looks whether a database has what the queries need.
 *
 * <h2>Failures</h2>
 *
 * <pre>
 * SQLSTATE 08*, 57P0*      connection replaced, asked once more, then Unavailable
 * SQLSTATE 42*             Misconfigured
 * SQLSTATE 22*             Unavailable, that key alone
 * any other                Unavailable
 * no answer in time        Unavailable at the deadline; the connection is cut
 * cannot connect           Unavailable at once, until connecting succeeds; tried again at most every half second
 * rows of no use           Misconfigured
 * </pre>
 *
 * A relation that fails three times in a row, for what is not its key's fault, is not asked for half a second, then by one
 * at a time, after pauses of up to two seconds; the others go on. While the database is away one connection tries, after
 * pauses of 50 to 500 ms. Pauses are spread at random. So whatever happens, a source never has more connections than
 * {@link dev.postern.gateway.directory.sql.DatabaseSettings#connections} for units and {@link
 * dev.postern.gateway.directory.sql.UserListing#MAX_LISTS} for lists.
 *
 * <h2>Threads</h2>
 *
 * Everything public is thread-safe. Futures complete on the SQL threads: whoever owns a connection of its own hops back.
 *
 * <p>Sources: pgsql_table(5) and Postfix's db_common(3); Dovecot's sql drivers and its variables.
 */
@NullMarked
package dev.postern.gateway.directory.sql;

import org.jspecify.annotations.NullMarked;
