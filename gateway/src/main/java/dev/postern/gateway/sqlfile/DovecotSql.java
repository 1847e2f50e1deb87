package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.QueryFile;

/**
 * What a {@code dovecot-sql.conf.ext} of Dovecot 2.3 says. A query that the file does not write is Dovecot's own default.
 *
 * @param passwordQuery of the passdb
 * @param userQuery of the userdb
 * @param userQueryWritten whether the file writes it
 * @param iterateQuery lists all users
 * @param iterateQueryWritten whether the file writes it
 * @param defaultPassScheme of passwords without a prefix
 * @param target the database that the file itself names
 */
public record DovecotSql(
        SettingText passwordQuery,
        SettingText userQuery,
        boolean userQueryWritten,
        SettingText iterateQuery,
        boolean iterateQueryWritten,
        SettingText defaultPassScheme,
        LibpqTarget target) {

    /** Reads it; what cannot be taken over is a problem of its line. */
    public static SqlFileReading<DovecotSql> read(QueryFile file) {
        return new DovecotSqlReader(file).read();
    }
}
