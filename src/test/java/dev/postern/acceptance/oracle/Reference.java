package dev.postern.acceptance.oracle;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postfix.PgsqlMaps;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Postfix's own tables on a site's database. */
final class Reference {

    /** A literal of a query that holds an expansion. */
    private static final String KEY = "('[^']*%[sudSUD][^']*')";

    private static final boolean SPEAKS_LATIN1 = speaksLatin1();

    private final Site site;
    private final PgsqlMaps tables;

    Reference(Workspace workspace, Database database, Site site) {
        this.site = site;
        this.tables = new PgsqlMaps(workspace, database);
    }

    /** How main.cf names the tables of a map. */
    String table(String map) {
        List<String> queries = site.reference().get(map);
        if (queries == null) {
            throw new IllegalArgumentException("the reference has no " + map);
        }
        try {
            List<String> named = new ArrayList<>();
            for (String query : queries) {
                named.add(tables.table(map + named.size(), SPEAKS_LATIN1 ? mended(query) : query));
            }
            return String.join(", ", named);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String mended(String query) {
        return "SELECT convert_from(convert_to(value::text, 'UTF8'), 'LATIN1') FROM ("
                + query.replaceAll(KEY, "convert_from(convert_to($1, 'LATIN1'), 'UTF8')")
                + ") AS reference (value)";
    }

    private static boolean speaksLatin1() {
        String version = Command.of("postconf", "-dh", "mail_version").run().out();
        return version.matches("(?s)(2\\.|3\\.[0-7]\\.).*");
    }
}
