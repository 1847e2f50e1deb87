package dev.postern.gateway.cli;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.install.InstallFailure;
import dev.postern.gateway.install.Installed;
import dev.postern.gateway.install.OwnerAccess;
import dev.postern.gateway.install.SchemaInstaller;
import dev.postern.gateway.schema.PresetSql;
import java.util.Optional;

/** Whether the views in the database are those that this program comes with. */
final class VersionCheck {
    private static final String SCHEMA = "schema";

    private final ConfigOption.Loaded loaded;
    private final CheckReport report;

    VersionCheck(ConfigOption.Loaded loaded, CheckReport report) {
        this.loaded = loaded;
        this.report = report;
    }

    /** Views that somebody made by hand have no version, and nothing is said of them. */
    void run() {
        Optional<PresetSql> preset =
                Optional.ofNullable(loaded.config().schema()).flatMap(PresetSql::named);
        if (preset.isEmpty()) {
            return;
        }
        try {
            DatabaseConfig database = loaded.config().database();
            OwnerAccess reader = new OwnerAccess(database.url().text(), database.username(), database.password());
            new SchemaInstaller(reader).installed().ifPresent(installed -> compare(installed, preset.get()));
        } catch (InstallFailure unknown) {
            warn("which version of the views is installed cannot be seen: " + unknown.getMessage(), "see above");
        }
    }

    private void compare(Installed installed, PresetSql preset) {
        String name = preset.name();
        if (!installed.name().equals(name)) {
            warn(
                    "the views are those of " + installed.name() + ", not of " + name,
                    "write schema: " + installed.name() + ", or install those of " + name);
        } else if (!installed.version().equals(preset.version())) {
            warn(
                    "version " + installed.version() + " of the views is installed, and this program comes with "
                            + preset.version(),
                    "./postern schema upgrade " + name + " -c FILE --username OWNER");
        } else {
            report.checked("database: the views are those of this program, version " + preset.version());
        }
    }

    private void warn(String what, String hint) {
        report.warning(loaded.effective().problemAt(SCHEMA, SCHEMA + ": " + what, hint));
    }
}
