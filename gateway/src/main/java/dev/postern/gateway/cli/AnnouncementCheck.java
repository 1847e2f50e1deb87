package dev.postern.gateway.cli;

import dev.postern.gateway.Backend;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.directory.sql.NotificationChannel;

/** Whether changes in the database are announced, and can be heard. */
final class AnnouncementCheck {
    private static final String URL = "database.url";
    private static final String ANNOUNCEMENTS_URL = "database.announcementsUrl";

    private AnnouncementCheck() {}

    /** Listens for a moment, and reports what it sees. */
    static void run(ConfigOption.Loaded loaded, CheckReport report) {
        DatabaseConfig database = loaded.config().database();
        String key = database.announcementsUrl() == null ? URL : ANNOUNCEMENTS_URL;
        try (NotificationChannel channel = NotificationChannel.open(Backend.announcing(database))) {
            if (channel.beat()) {
                report.checked("announcements: changes in the database are announced and heard");
            } else {
                report.checked("announcements: none, so that changes show within cache.ttl ("
                        + loaded.config().cache().ttl().toSeconds() + " s); " + command(loaded)
                        + " makes them");
            }
        } catch (NotificationChannel.Lost deaf) {
            report.warning(loaded.effective()
                    .problemAt(
                            key,
                            key + ": changes in the database cannot be heard: " + deaf.getMessage(),
                            "see docs/freshness.md"));
        }
    }

    private static String command(ConfigOption.Loaded loaded) {
        String preset = loaded.config().schema();
        return "./postern schema install " + (preset == null ? "NAME" : preset) + " -c FILE --username OWNER";
    }
}
