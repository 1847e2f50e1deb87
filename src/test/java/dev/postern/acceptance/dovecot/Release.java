package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Command;
import java.nio.file.Path;

/** Which Dovecot is installed: from 2.4 on its configuration is another one. */
enum Release {
    V2_3(
            "2.3",
            "address",
            "mail_home = FOLDER/%d/%n\nmail_location = maildir:FOLDER/%d/%n/Maildir",
            "disable_plaintext_auth = no"),
    V2_4("2.4", "listen", """
            mail_home = FOLDER/%{user | domain}/%{user | username}
            mail_driver = maildir
            mail_path = FOLDER/%{user | domain}/%{user | username}/Maildir""", "auth_allow_cleartext = yes");

    private static final Release INSTALLED =
            Command.of("dovecot", "--version").run().out().startsWith("2.3") ? V2_3 : V2_4;

    private final String folder;
    private final String address;
    private final String mail;
    private final String cleartext;

    Release(String folder, String address, String mail, String cleartext) {
        this.folder = folder;
        this.address = address;
        this.mail = mail;
        this.cleartext = cleartext;
    }

    static Release installed() {
        return INSTALLED;
    }

    /** Where its files are in {@code deploy/dovecot}. */
    String folder() {
        return folder;
    }

    /** What it calls the address of a listener. */
    String address() {
        return address;
    }

    /** Takes passwords without TLS. */
    String cleartext() {
        return cleartext;
    }

    /** Has everybody's mail lie in a folder, by domain and name. */
    String mailIn(Path folder) {
        return mail.replace("FOLDER", folder.toString());
    }
}
