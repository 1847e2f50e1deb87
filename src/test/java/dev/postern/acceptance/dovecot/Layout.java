package dev.postern.acceptance.dovecot;

import java.nio.file.Path;

/** Where Postern's sockets are for a Dovecot, and the files of {@code deploy} that say so. */
public enum Layout {
    /** In a folder of Postern's own. */
    OWN_FOLDER("90-postern.conf", "postern-dovecot.conf", "sockets/auth-login"),

    /** Where Dovecot looks for its own. */
    BASE_DIR("90-postern-in-base-dir.conf", "postern-dovecot-in-base-dir.conf", "run/login/postern/login");

    private final String file;
    private final String tmpfiles;
    private final String login;

    Layout(String file, String tmpfiles, String login) {
        this.file = file;
        this.tmpfiles = tmpfiles;
        this.login = login;
    }

    /** The file of Dovecot's configuration. */
    String file() {
        return file;
    }

    /** The file of systemd-tmpfiles. */
    String tmpfiles() {
        return tmpfiles;
    }

    /** Where logins are asked, below Dovecot's folder. */
    Path login(Path dovecot) {
        return dovecot.resolve(login);
    }
}
