package dev.postern.gateway.config;

/** {@code passdb:}, {@code masterdb:} and {@code userdb:} */
final class AccountKeys {

    static final Key<QueryFile> DOVECOT_SQL = Key.optional(
            "dovecotSql", new QueryFileType(), "in place of a query: a dovecot-sql.conf.ext of 2.3, read as it is");

    static final Key<String> PASSDB_QUERY = Key.optional(
            "query", Scalars.SOME_TEXT, "with Dovecot's own variables; columns user, password and extra fields");
    static final SectionType PASSDB =
            SectionType.of(PASSDB_QUERY, DOVECOT_SQL).withRule(section -> oneOf(section, PASSDB_QUERY));

    static final Key<String> MASTERDB_QUERY = Key.required(
            "query", Scalars.SOME_TEXT, "as of passdb; %u is the master, %{login_user} whom it wants to become");
    static final SectionType MASTERDB = SectionType.of(MASTERDB_QUERY);

    static final Key<String> USERDB_QUERY =
            Key.optional("query", Scalars.SOME_TEXT, "with Dovecot's own variables; columns home, uid, gid …");
    static final Key<String> ITERATE =
            Key.optional("iterate", Scalars.SOME_TEXT, "lists all users, in a column username");
    static final SectionType USERDB =
            SectionType.of(USERDB_QUERY, ITERATE, DOVECOT_SQL).withRule(AccountKeys::checkUserdb);

    private AccountKeys() {}

    private static void checkUserdb(Section section) {
        oneOf(section, USERDB_QUERY);
        section.refuseBoth(ITERATE, DOVECOT_SQL);
    }

    private static void oneOf(Section section, Key<String> query) {
        section.refuseBoth(query, DOVECOT_SQL);
        if (!section.has(query) && !section.has(DOVECOT_SQL)) {
            String name = section.place().key(query.name()).name();
            section.problem(query, name + " is missing", "add query: " + query.meaning() + "; or dovecotSql: FILE");
        }
    }

    static PassdbConfig passdb(Section section) {
        return new PassdbConfig(
                section.find(PASSDB_QUERY).orElse(null),
                section.find(DOVECOT_SQL).orElse(null));
    }

    static UserdbConfig userdb(Section section) {
        return new UserdbConfig(
                section.find(USERDB_QUERY).orElse(null),
                section.find(ITERATE).orElse(null),
                section.find(DOVECOT_SQL).orElse(null));
    }
}
