package dev.postern.gateway.directory.sql;

import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A database with the tables of a preset, its views and its indexes, and many mailboxes. */
final class LargeSite {

    /** Mailboxes, and as many aliases: enough for an index to be worth its while, and few enough for every run. */
    static final int MAILBOXES = Integer.getInteger("postern.scale.mailboxes", 10_000);

    /** So many that a table of domains is no small one either. */
    private static final int DOMAINS = Math.max(2000, MAILBOXES / 100);

    private static final String FOLDER = "/dev/postern/acceptance/scale/";

    private LargeSite() {}

    static Database create(Preset preset) {
        Database database = Database.empty();
        Stream.of("sample.sql", "views.sql")
                .flatMap(file -> Presets.text(preset.name(), file).stream())
                .forEach(database::execute);
        preset.footprint().indexes().forEach(index -> database.execute("CREATE INDEX ON " + index));
        database.execute("SET scale.domains = %d; SET scale.mailboxes = %d; SET scale.aliases = %d;%n%s%n%s"
                .formatted(
                        DOMAINS,
                        MAILBOXES,
                        MAILBOXES,
                        Database.text(FOLDER + "site.sql"),
                        Database.text(FOLDER + preset.name() + ".sql")));
        database.execute("VACUUM ANALYZE");
        return database;
    }

    /** Keys of each kind that Postfix and Dovecot ask for: most of them are there. */
    static List<String> keys(Connection connection) throws SQLException {
        List<String> keys = new ArrayList<>(List.of("nobody@d1.example", "nobody@nowhere.invalid", "@nowhere.invalid"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        (SELECT address FROM scale.mailboxes WHERE n % 1000 < 2 LIMIT 8)
                        UNION ALL (SELECT address FROM scale.aliases WHERE n % 1000 < 2 LIMIT 8)
                        UNION ALL (SELECT m.local || '@' || d.domain
                                     FROM scale.mirrors d JOIN scale.mailboxes m ON m.domain_n = d.target_n LIMIT 4)
                        UNION ALL (SELECT '@' || domain FROM scale.catchalls LIMIT 2)
                        UNION ALL (SELECT domain FROM scale.domains LIMIT 3)
                        UNION ALL (SELECT domain FROM scale.mirrors LIMIT 2)
                        UNION ALL (SELECT '@' || domain FROM scale.domains WHERE n = 1)""")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    /** All queries of a preset that look-ups and logins ask, by the name of their relation. */
    static Map<String, RelationQuery> queries(Preset preset) {
        Map<String, RelationQuery> queries = new LinkedHashMap<>();
        Stream.concat(preset.maps().values().stream(), preset.protecting().values().stream())
                .distinct()
                .sorted()
                .forEach(name -> queries.put(
                        name,
                        RelationQuery.map(
                                name,
                                SqlFixture.template(preset.query(name), Dialect.POSTFIX),
                                RelationQuery.UNLIMITED)));
        String passdb = preset.passdb();
        if (passdb != null) {
            queries.put(
                    passdb, RelationQuery.passdb(passdb, SqlFixture.template(preset.query(passdb), Dialect.DOVECOT)));
        }
        String userdb = preset.userdb();
        if (userdb != null) {
            queries.put(
                    userdb, RelationQuery.userdb(userdb, SqlFixture.template(preset.query(userdb), Dialect.DOVECOT)));
        }
        return queries;
    }
}
