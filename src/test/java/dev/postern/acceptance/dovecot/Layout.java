package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Postern's sockets are for a Dovecot, and the file of {@code deploy} that tells Dovecot so. */
public enum Layout {
    /** In a folder of Postern's own. */
    OWN_FOLDER("90-postern.conf", "sockets/auth-login", "sockets"),

    /** Where Dovecot looks for its own. */
    BASE_DIR("90-postern-in-base-dir.conf", "run/login/postern/login", "run");

    /** Where the first file expects the sockets. */
    private static final String INSTALLED = "/run/postern";

    private final String file;
    private final String login;
    private final String others;

    Layout(String file, String login, String others) {
        this.file = file;
        this.login = login;
        this.others = others;
    }

    /** The file as an operator installs it, but for the folder of the sockets. */
    String configuration(Path dovecot) throws IOException {
        return Files.readString(Launcher.ROOT.resolve("deploy/dovecot").resolve(file))
                .replace(INSTALLED, dovecot.resolve(others).toString());
    }

    Path login(Path dovecot) {
        return dovecot.resolve(login);
    }

    Path master(Path dovecot) {
        return dovecot.resolve(others).resolve("auth-master");
    }

    Path userdb(Path dovecot) {
        return dovecot.resolve(others).resolve("auth-userdb");
    }
}
