package dev.postern.gateway.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The numbers of this machine's users or groups: passwd(5) and group(5). Whom another service knows (LDAP, sssd) is written
 * as a number in the configuration.
 */
enum SystemAccounts {
    /** By {@code /etc/passwd}. */
    USERS("/etc/passwd", "user"),
    /** By {@code /etc/group}. */
    GROUPS("/etc/group", "group");

    private static final int NAME = 0;
    private static final int NUMBER = 2;

    private final Path file;
    private final String what;

    SystemAccounts(String file, String what) {
        this.file = Path.of(file);
        this.what = what;
    }

    /**
     * The number of a name, or the number that is written; blocks.
     *
     * @throws IOException in one line, if there is none
     */
    long number(String nameOrNumber) throws IOException {
        if (nameOrNumber.matches("[0-9]{1,10}")) {
            return Long.parseLong(nameOrNumber);
        }
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(":", -1);
            if (fields.length > NUMBER && fields[NAME].equals(nameOrNumber)) {
                return Long.parseLong(fields[NUMBER]);
            }
        }
        throw new IOException(
                "the " + what + " " + nameOrNumber + " is not in " + file + "; correct the name, or write its number");
    }
}
