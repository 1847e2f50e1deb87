package dev.postern.acceptance.postfix;

import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;

/**
 * Postfix's own look-ups in a database that has the tutorial's tables: what Postern must equal.
 *
 * @param workspace where the pgsql_table(5) files go
 * @param database whom they ask
 */
public record PgsqlMaps(Workspace workspace, Database database) {

    /** Domains: mailbox rows without {@code @}. */
    public String virtualDomains() throws IOException {
        return table("domains", "SELECT mailbox FROM postfix_mailboxes WHERE userid = '%s'");
    }

    /** Mailboxes. */
    public String virtualMailboxes() throws IOException {
        return table("mailboxes", "SELECT mailbox FROM postfix_mailboxes WHERE userid = '%s'");
    }

    /** Aliases. */
    public String virtualAliases() throws IOException {
        return table("aliases", "SELECT userid FROM postfix_virtual WHERE address = '%s'");
    }

    /** Who may send as an address: those who receive its mail. */
    public String senderLogins() throws IOException {
        return table("senders", "SELECT userid FROM postfix_virtual WHERE address = '%s'");
    }

    /** Transports. */
    public String transport() throws IOException {
        return table("transport", "SELECT transport FROM transport WHERE domain = '%s'");
    }

    /** A table of its own. */
    public String table(String name, String query) throws IOException {
        return "pgsql:"
                + workspace.write("pgsql/" + database.name() + "-" + name + ".cf", """
                        hosts = inet:127.0.0.1:%d
                        user = %s
                        dbname = %s
                        query = %s
                        """.formatted(
                                database.server().port(), Database.READER, database.name(), query));
    }
}
