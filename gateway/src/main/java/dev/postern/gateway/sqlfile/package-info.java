/**
 * The files in which Postfix and Dovecot are told what to ask a database: pgsql_table(5), and the
 * {@code dovecot-sql.conf.ext} of Dovecot 2.3. Pure: text in, settings or problems out.
 *
 * <h2>What is read</h2>
 *
 * <ul>
 *   <li>{@link dev.postern.gateway.sqlfile.PgsqlTable}: the query in the three forms that Postfix has, in its order of
 *       precedence ({@code query}, {@code select_function}, {@code table} and its kin), what becomes of the result, and
 *       the database.
 *   <li>{@link dev.postern.gateway.sqlfile.DovecotSql}: the queries, with Dovecot's defaults for those that are not
 *       written, the default scheme of passwords, and the database.
 * </ul>
 *
 * <h2>Databases</h2>
 *
 * Both programs reach PostgreSQL through libpq, Postern through pgjdbc. What the two have in common is translated
 * ({@link dev.postern.gateway.sqlfile.LibpqTarget}); what only libpq has is refused, above all unix sockets.
 *
 * <h2>Failure</h2>
 *
 * What cannot be taken over is a problem that names the file, the line, the reason and what to write instead. What
 * Postfix itself would pass over with a warning is a warning. No remark quotes a value that may hold a password.
 *
 * <p>Sources: pgsql_table(5), postconf(5), Postfix's db_common(3); Dovecot's settings reader and its sql drivers; libpq's
 * connection strings and URIs.
 */
@NullMarked
package dev.postern.gateway.sqlfile;

import org.jspecify.annotations.NullMarked;
