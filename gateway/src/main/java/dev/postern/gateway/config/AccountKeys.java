package dev.postern.gateway.config;

import java.nio.file.Path;

/** {@code passdb:} and {@code userdb:} */
final class AccountKeys {

    static final Key<String> PASSDB_QUERY = Key.required(
            "query", Scalars.SOME_TEXT, "with Dovecot's own variables; columns user, password and extra fields");
    static final SectionType PASSDB = SectionType.of(PASSDB_QUERY, dovecotSql());

    static final Key<String> USERDB_QUERY =
            Key.required("query", Scalars.SOME_TEXT, "with Dovecot's own variables; columns home, uid, gid …");
    static final Key<String> ITERATE =
            Key.optional("iterate", Scalars.SOME_TEXT, "lists all users, in a column username");
    static final SectionType USERDB = SectionType.of(USERDB_QUERY, ITERATE, dovecotSql());

    private AccountKeys() {}

    /** Stands for the queries of both. */
    static Key<Path> dovecotSql() {
        return Key.notYet("dovecotSql", Scalars.PATH, "a dovecot-sql.conf.ext file, read as it is");
    }

    static PassdbConfig passdb(Section section) {
        return new PassdbConfig(section.get(PASSDB_QUERY));
    }

    static UserdbConfig userdb(Section section) {
        return new UserdbConfig(section.get(USERDB_QUERY), section.find(ITERATE).orElse(null));
    }
}
