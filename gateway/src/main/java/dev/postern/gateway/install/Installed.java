package dev.postern.gateway.install;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the schema's record says.
 *
 * @param name of the preset
 * @param version of its SQL
 * @param readers the roles that read its views
 */
public record Installed(String name, String version, List<String> readers) {

    /** Copies its list. */
    public Installed {
        readers = List.copyOf(readers);
    }

    /** Empty if nothing is installed. */
    static Optional<Installed> read(Session session) throws SQLException, InstallFailure {
        Rights.checkLooking(session);
        if (!session.holds("SELECT pg_catalog.to_regclass('postern.installed_preset') IS NOT NULL")) {
            return Optional.empty();
        }
        List<List<String>> rows = session.rows("SELECT name, version FROM postern.installed_preset");
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> readers = session.rows("SELECT pg_catalog.unnest(readers) FROM postern.installed_preset").stream()
                .map(row -> row.get(0))
                .toList();
        return Optional.of(new Installed(rows.get(0).get(0), rows.get(0).get(1), readers));
    }
}
