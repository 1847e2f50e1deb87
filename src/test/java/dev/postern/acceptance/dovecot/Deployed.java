package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of {@code deploy} on a private Dovecot: as an operator installs them, but for the folders.
 *
 * @param folder where this Dovecot keeps everything
 * @param layout which of the files
 * @param folders what else lies elsewhere, by where the files say that it is
 */
record Deployed(Path folder, Layout layout, Map<String, String> folders) {

    private static final Path DEPLOY = Launcher.ROOT.resolve("deploy");

    /** Makes folders and links as systemd-tmpfiles does at boot. */
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("sockets"));
        for (String line : read("tmpfiles.d/" + layout.tmpfiles()).lines().toList()) {
            String[] words = line.split(" +", -1);
            if (line.startsWith("d ")) {
                Files.createDirectories(Path.of(words[1]));
            } else if (line.startsWith("L+ ")) {
                Files.createSymbolicLink(Path.of(words[1]), Path.of(words[words.length - 1]));
            }
        }
    }

    /** Writes Dovecot's configuration, with more settings at its end, and returns its file. */
    Path write(String more) throws IOException {
        String release = "dovecot/" + Release.installed().folder() + "/";
        Files.writeString(folder.resolve(layout.file()), read(release + layout.file()));
        return Files.writeString(
                folder.resolve("dovecot.conf"),
                read(release + "dovecot.conf").replace("!include 90-postern.conf", "!include " + layout.file()) + more);
    }

    private String read(String file) throws IOException {
        String text = Files.readString(DEPLOY.resolve(file))
                .replace("/run/postern", folder.resolve("sockets").toString())
                .replace("/run/dovecot", folder.resolve("run").toString());
        for (Map.Entry<String, String> moved : folders.entrySet()) {
            text = text.replace(moved.getKey(), moved.getValue());
        }
        return text;
    }
}
