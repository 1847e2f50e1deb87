package dev.postern.gateway.install;

import dev.postern.gateway.install.InstallFailure.Kind;
import dev.postern.gateway.schema.PresetSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Installs presets, brings them up to date, and removes them: each in one transaction, so that what fails leaves nothing.
 * Each says in a line what was done. Blocks.
 */
public final class SchemaInstaller {
    private final OwnerAccess access;

    /** Connects for each command anew. */
    public SchemaInstaller(OwnerAccess access) {
        this.access = access;
    }

    /** What is installed; empty if nothing is. Any role may ask that reads the views. */
    public Optional<Installed> installed() throws InstallFailure {
        return inTransaction(Installed::read);
    }

    /**
     * Installs a preset for a role that reads it; does nothing if that is so already, and lets another role read what is
     * installed.
     */
    public String install(PresetSql preset, String reader) throws InstallFailure {
        return inTransaction(session -> {
            Optional<Installed> before = Installed.read(session);
            if (before.isPresent()) {
                return installAgain(session, before.get(), preset, reader);
            }
            create(session, preset, List.of(reader));
            return "installed " + named(preset) + ", read by " + reader;
        });
    }

    private static String installAgain(Session session, Installed before, PresetSql preset, String reader)
            throws SQLException, InstallFailure {
        refuseAnother(before, preset.name());
        MadeObjects objects = MadeObjects.read(session, true);
        if (!before.version().equals(preset.version()) || !objects.missing().isEmpty()) {
            throw conflict("version " + before.version() + " of " + preset.name() + " is installed"
                    + (objects.missing().isEmpty() ? "" : " without " + MadeObjects.names(objects.missing()))
                    + ", and this program comes with " + preset.version() + ": run postern schema upgrade "
                    + preset.name());
        }
        if (before.readers().contains(reader)) {
            return named(preset) + " is installed already, read by " + reader + "; nothing was changed";
        }
        refuseStrangers(objects);
        Rights.check(session, List.of(reader));
        session.execute(InstallScript.grants(preset, InstallScript.identifier(reader))
                + "UPDATE postern.installed_preset SET readers = readers || " + InstallScript.literal(reader)
                + "::text");
        Rights.checkReading(session, List.of(reader));
        return named(preset) + " is installed already; from now on it is read by " + reader + " too";
    }

    /**
     * Replaces what is installed by what comes with the program, for the same readers; also puts back what is missing.
     * Views that somebody else's objects depend on are replaced in place, if their columns allow it.
     */
    public String upgrade(PresetSql preset) throws InstallFailure {
        return inTransaction(session -> {
            Installed before = installed(session, preset.name());
            MadeObjects objects = MadeObjects.read(session, true);
            if (before.version().equals(preset.version()) && objects.missing().isEmpty()) {
                return named(preset) + " is installed already; nothing was changed";
            }
            refuseStrangers(objects);
            replace(session, objects, preset, before.readers());
            return "upgraded " + preset.name() + " from version " + before.version() + " to " + preset.version();
        });
    }

    private static void replace(Session session, MadeObjects objects, PresetSql preset, List<String> readers)
            throws SQLException, InstallFailure {
        session.execute("DROP TABLE postern.installed_object, postern.installed_preset");
        Savepoint untouched = session.savepoint();
        try {
            objects.drop(session);
        } catch (SQLException refused) {
            if (!SqlExplanation.isOfDependants(refused)) {
                throw refused;
            }
            session.undoTo(untouched);
            replaceInPlace(session, objects, preset, readers, refused);
            return;
        }
        create(session, preset, readers);
    }

    /** @param refused to be thrown if columns do not allow it: it names who depends on them */
    private static void replaceInPlace(
            Session session, MadeObjects before, PresetSql preset, List<String> readers, SQLException refused)
            throws SQLException, InstallFailure {
        try {
            Rights.check(session, readers);
            session.execute(InstallScript.objects(preset));
        } catch (SQLException columns) {
            refused.addSuppressed(columns);
            throw refused;
        }
        MadeObjects after = MadeObjects.read(session, false);
        MadeObjects.drop(session, after.untouchedSince(before));
        record(session, preset, readers);
    }

    private static void create(Session session, PresetSql preset, List<String> readers)
            throws SQLException, InstallFailure {
        refuseStrangers(MadeObjects.read(session, false));
        Rights.check(session, readers);
        session.execute(InstallScript.objects(preset));
        record(session, preset, readers);
    }

    private static void record(Session session, PresetSql preset, List<String> readers)
            throws SQLException, InstallFailure {
        session.execute(InstallScript.record(preset, readers));
        Rights.checkReading(session, readers);
    }

    /** Takes away what is on record, and the schema if it was made here and nothing else is in it. */
    public String remove(String name) throws InstallFailure {
        return inTransaction(session -> {
            Optional<Installed> before = Installed.read(session);
            if (before.isEmpty()) {
                return name + " is not installed; nothing was changed";
            }
            refuseAnother(before.get(), name);
            MadeObjects objects = MadeObjects.read(session, true);
            session.execute("DROP TABLE postern.installed_object, postern.installed_preset");
            objects.drop(session);
            return "removed " + name + leave(session, before.get(), objects.strangers());
        });
    }

    private static String leave(Session session, Installed before, List<MadeObjects.Made> strangers)
            throws SQLException {
        boolean madeHere = session.holds(
                "SELECT coalesce(pg_catalog.obj_description(pg_catalog.to_regnamespace('postern'), 'pg_namespace') = ?,"
                        + " false)",
                InstallScript.MADE_HERE);
        if (madeHere && strangers.isEmpty()) {
            session.execute("DROP SCHEMA postern");
            return "";
        }
        List<String> roles = new ArrayList<>();
        before.readers().forEach(reader -> roles.add(InstallScript.identifier(reader)));
        session.execute("REVOKE USAGE ON SCHEMA postern FROM " + String.join(", ", roles));
        return strangers.isEmpty()
                ? "; the schema postern was there before, and stays"
                : "; the schema postern stays with " + MadeObjects.names(strangers);
    }

    private static Installed installed(Session session, String name) throws SQLException, InstallFailure {
        Installed before = Installed.read(session)
                .orElseThrow(() -> conflict(name + " is not installed: run postern schema install " + name));
        refuseAnother(before, name);
        return before;
    }

    private static void refuseAnother(Installed before, String name) throws InstallFailure {
        if (!before.name().equals(name)) {
            throw conflict("not " + name + " but the preset " + before.name()
                    + " is installed, and there is one in a database: postern schema remove " + before.name()
                    + " takes it away");
        }
    }

    private static void refuseStrangers(MadeObjects objects) throws InstallFailure {
        if (!objects.strangers().isEmpty()) {
            throw conflict("the schema postern holds what was not installed: " + MadeObjects.names(objects.strangers())
                    + ": move it to another schema");
        }
    }

    private static String named(PresetSql preset) {
        return preset.name() + " (version " + preset.version() + ")";
    }

    private static InstallFailure conflict(String what) {
        return new InstallFailure(Kind.CONFLICT, what);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Session session) throws SQLException, InstallFailure;
    }

    private <T> T inTransaction(Work<T> work) throws InstallFailure {
        try (Connection connection = connect()) {
            // What is not committed ends with the connection.
            T done = work.run(new Session(connection));
            connection.commit();
            return done;
        } catch (SQLException error) {
            throw SqlExplanation.working(error);
        }
    }

    private Connection connect() throws InstallFailure {
        try {
            return access.open();
        } catch (SQLException error) {
            throw SqlExplanation.connecting(error, access.password() != null);
        }
    }
}
