package dev.postern.acceptance.login;

import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.machine.Certificate;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A Dovecot of each layout on one Postern on one database: the tutorial's tables, with homes that can be written to. */
final class MailSite {
    final Database database;
    final Certificate certificate;
    final SampleGateway gateway;
    private final Map<Layout, DovecotMail> dovecots = new EnumMap<>(Layout.class);

    @SuppressWarnings("NullAway.Init") // start() runs before anything can ask for it
    private Postern postern;

    /** Prepares it; nothing runs yet. */
    MailSite(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        database.execute("ALTER TABLE users ADD quota_bytes bigint");
        certificate = Certificate.in(workspace);
        Path homes = workspace.folder("homes");
        // Who delivers and reads there is a user that this machine need not have.
        Files.setPosixFilePermissions(homes, PosixFilePermissions.fromString("rwxrwxrwx"));
        gateway = SampleGateway.of(workspace, database).more("""
                userdb:
                  query: >-
                    SELECT '%s/' || userid AS home, uid, gid, '*:bytes=' || quota_bytes AS quota_rule,
                           quota_bytes || 'B' AS quota_storage_size
                      FROM users WHERE userid = '%%u'
                  iterate: SELECT userid AS username FROM users
                """.formatted(homes));
        for (Layout layout : Layout.values()) {
            DovecotMail dovecot = DovecotMail.in(workspace, layout, certificate);
            dovecot.listen(gateway);
            dovecots.put(layout, dovecot);
        }
    }

    /** Starts it; {@code auth} is Postern's section of that name, a flow mapping. */
    MailSite start(Workspace workspace, String auth) throws IOException {
        postern = gateway.auth(auth).start().awaitReady();
        for (DovecotMail dovecot : dovecots.values()) {
            dovecot.start(workspace);
        }
        return this;
    }

    DovecotMail dovecot(Layout layout) {
        return Objects.requireNonNull(dovecots.get(layout));
    }

    /** A user whose password is {@code pw}. */
    void addUser(String user) {
        database.execute("INSERT INTO users (userid, password, uid, gid, home) VALUES ('" + user
                + "', '{PLAIN}pw', 5000, 5000, '')");
    }

    /** All logs. */
    String evidence() {
        return postern.log() + dovecots.values().stream().map(DovecotMail::log).collect(Collectors.joining());
    }
}
