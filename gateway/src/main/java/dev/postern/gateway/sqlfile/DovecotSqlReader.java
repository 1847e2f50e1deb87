package dev.postern.gateway.sqlfile;

import dev.postern.gateway.config.QueryFile;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Makes a {@link DovecotSql} of a file. */
final class DovecotSqlReader {

    private static final Set<String> KNOWN = Set.of(
            "driver",
            "connect",
            "default_pass_scheme",
            "password_query",
            "user_query",
            "iterate_query",
            "update_query",
            "userdb_warning_disable");

    private static final String DEFAULT_PASSWORD_QUERY =
            "SELECT username, domain, password FROM users WHERE username = '%n' AND domain = '%d'";
    private static final String DEFAULT_USER_QUERY =
            "SELECT home, uid, gid FROM users WHERE username = '%n' AND domain = '%d'";
    private static final String DEFAULT_ITERATE_QUERY = "SELECT username, domain FROM users";
    private static final String DEFAULT_SCHEME = "MD5";

    private final Remarks remarks;
    private final Settings settings;

    DovecotSqlReader(QueryFile file) {
        this.remarks = new Remarks(file.path().toString());
        this.settings = DovecotSyntax.read(file.text().reveal(), remarks);
    }

    SqlFileReading<DovecotSql> read() {
        settings.others(KNOWN)
                .forEach((name, value) -> remarks.problem(
                        value.line(), name + " is no setting of dovecot-sql.conf.ext of 2.3", "take it out"));
        checkDriver();
        Optional<LibpqTarget> target = target();
        return remarks.reading(() -> new DovecotSql(
                value("password_query", DEFAULT_PASSWORD_QUERY),
                value("user_query", DEFAULT_USER_QUERY),
                settings.find("user_query").isPresent(),
                value("iterate_query", DEFAULT_ITERATE_QUERY),
                settings.find("iterate_query").isPresent(),
                value("default_pass_scheme", DEFAULT_SCHEME),
                target.orElseThrow()));
    }

    private SettingText value(String name, String otherwise) {
        return settings.find(name).orElse(SettingText.of(otherwise, 1));
    }

    private void checkDriver() {
        String driver = settings.text("driver", "");
        if (!driver.equals("pgsql")) {
            remarks.problem(
                    settings.line("driver"),
                    driver.isEmpty()
                            ? "there is no driver"
                            : "driver is " + driver + ", and Postern asks PostgreSQL only",
                    "write driver = pgsql, with a PostgreSQL database behind it");
        }
    }

    private Optional<LibpqTarget> target() {
        Optional<SettingText> connect = settings.find("connect");
        if (connect.isEmpty()) {
            remarks.problem(1, "there is no connect", "write connect = host=… dbname=… user=… password=…");
            return Optional.empty();
        }
        int line = connect.get().line();
        BiConsumer<String, String> problem = (what, hint) -> remarks.problem(line, "connect: " + what, hint);
        LibpqParameters parameters = new LibpqParameters(problem);
        String text = connect.get().text();
        boolean read = ConnectionUri.isOne(text)
                ? ConnectionUri.read(text, parameters, problem)
                : Conninfo.read(text, parameters, problem);
        return read ? parameters.target() : Optional.empty();
    }
}
