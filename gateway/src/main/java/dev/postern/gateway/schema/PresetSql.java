package dev.postern.gateway.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a preset puts into a database: all of it in the database schema {@code postern}, but for triggers that run
 * functions of it.
 *
 * @param name the preset's
 * @param views creates the views; empty if the preset's queries name the owner's tables themselves
 * @param announcements creates the triggers that announce changes; empty if nothing does
 */
public record PresetSql(String name, String views, String announcements) {

    /** Enough to tell versions apart, short enough to be read out. */
    private static final int VERSION_LENGTH = 12;

    /** That of a preset that comes with the program; empty if there is no such preset. */
    public static Optional<PresetSql> named(String name) {
        return Presets.text(name, "manifest.yaml")
                .map(manifest -> new PresetSql(
                        name,
                        text(name, "views.sql"),
                        Manifest.parse(name, manifest).announces().sql(Presets.announcements())));
    }

    private static String text(String name, String file) {
        return Presets.text(name, file).orElse("");
    }

    /** A digest of the SQL: two presets of one version install the same. */
    public String version() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(views.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            byte[] digest = sha.digest(announcements.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
