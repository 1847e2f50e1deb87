package dev.postern.acceptance.sqlfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.dovecot.DovecotAuth;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dovecot and Postern read one dovecot-sql.conf.ext, and are asked for the same users. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class DovecotFileTest {

    /**
     * A site.
     *
     * @param fill makes its tables
     * @param sql its file, but for driver and connect
     * @param logins names and passwords, good and bad
     */
    record Site(String name, Consumer<Database> fill, String sql, List<Login> logins) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Login(String user, String password) {}

    static Stream<Site> sites() {
        return Stream.of(views(), isdel(), userid(), postfixadmin(), modoboa(), iredmail());
    }

    private static Consumer<Database> preset(String name) {
        return database -> {
            database.execute(Presets.text(name, "sample.sql").orElseThrow());
            database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + Database.READER);
        };
    }

    private static List<Login> logins(String... namesAndPasswords) {
        return Stream.of(namesAndPasswords)
                .map(pair -> pair.split("/", 2))
                .map(pair -> new Login(pair[0], pair[1]))
                .toList();
    }

    private static Site views() {
        return new Site(
                "views",
                preset("views"),
                """
                # no default_pass_scheme: MD5, which takes $1$ and hexadecimal digits
                password_query = SELECT userid as user, password FROM users WHERE userid = '%u'
                user_query = SELECT '/var/mail/vhosts/'||home AS home, uid, gid \\
                  # a comment in between
                  FROM users WHERE userid = '%Lu'
                iterate_query = SELECT userid AS user FROM users
                """.replace("as user", "AS \"user\""),
                logins(
                        "user@snorl.ax/user-pw",
                        "user2@snorl.ax/user2-pw",
                        "USER3@Snorl.AX/user3-pw",
                        "user3@snorl.ax/wrong",
                        "nobody@snorl.ax/x",
                        "md5@snorl.ax/md5-pw",
                        "hex@snorl.ax/md5-pw"));
    }

    private static Site isdel() {
        return new Site(
                "isdel",
                preset("domains-users-aliases-isdel"),
                """
                default_pass_scheme = SHA512
                password_query = SELECT "usrEmail" AS "user", passwd AS password FROM virtual_users \\
                  WHERE "usrEmail" = '%u' AND "isDel" = 'N'
                user_query = "SELECT 5000 AS uid, 5000 AS gid, '/var/mail/%d/%n' AS home FROM virtual_users WHERE \\"usrEmail\\" = '%u'"
                iterate_query = SELECT "usrEmail" AS username FROM virtual_users
                """,
                logins(
                        "alice@example.org/alice-pw",
                        "bob@example.org/PLAIN",
                        "carol@example.org/carol-pw",
                        "carol@example.org/x",
                        "dave@example.org/dave-pw",
                        "erin@gone.example/erin-pw"));
    }

    private static Site userid() {
        return new Site(
                "userid",
                preset("userid-domain-users"),
                """
                default_pass_scheme = ARGON2ID
                password_query = SELECT userid AS username, domain, password \\
                  FROM users WHERE userid = '%n' AND domain = '%d'
                user_query = SELECT userid FROM users WHERE userid = '%{username}' AND domain = '%{domain}'
                iterate_query = SELECT userid AS username, domain FROM users
                """,
                logins(
                        "fixed@example.com/1234qwer@WSX",
                        "bare@example.com/1234qwer@WSX",
                        "sha@example.com/sha-pw",
                        "usermail@example.com/1234qwer@WSX",
                        "fixed/1234qwer@WSX"));
    }

    private static Site postfixadmin() {
        return new Site(
                "postfixadmin",
                database -> MapFiles.fill(database, "postfixadmin"),
                """
                default_pass_scheme = CRYPT
                user_query = SELECT '/var/mail/' || maildir AS home, 1001 AS uid, 1001 AS gid, \\
                  '*:bytes=' || quota AS quota_rule FROM mailbox WHERE username = '%u' AND active = '1'
                password_query = SELECT username AS user, password FROM mailbox WHERE username = '%u' AND active = '1'
                iterate_query = SELECT username FROM mailbox WHERE active = '1'
                """.replace("AS user,", "AS \"user\","),
                logins("ann@example.org/ann", "ann@example.org/bob", "cid@example.org/cid", "nobody@example.org/x"));
    }

    private static Site modoboa() {
        return new Site(
                "modoboa",
                database -> MapFiles.fill(database, "modoboa"),
                """
                default_pass_scheme = CRYPT
                password_query = SELECT u.email AS user, u.password, '/srv/vmail/%d/%n' AS userdb_home, \\
                  5000 AS userdb_uid, 5000 AS userdb_gid, CONCAT('*:bytes=', mb.quota, 'M') AS userdb_quota_rule \\
                  FROM core_user u INNER JOIN admin_mailbox mb ON u.id = mb.user_id \\
                  INNER JOIN admin_domain dom ON mb.domain_id = dom.id \\
                  WHERE (mb.is_send_only = '0' OR '%s' NOT IN ('imap', 'pop3', 'lmtp')) \\
                  AND u.email = '%u' AND u.is_active = '1' AND dom.enabled = '1'
                user_query = SELECT '/srv/vmail/%d/%n' AS home, 5000 AS uid, 5000 AS gid, \\
                  '*:bytes=' || mb.quota || 'M' AS quota_rule FROM admin_mailbox mb \\
                  INNER JOIN admin_domain dom ON mb.domain_id = dom.id \\
                  WHERE mb.address = '%n' AND dom.name = '%d'
                iterate_query = SELECT email AS username FROM core_user WHERE is_active AND email <> ''
                """.replace("AS user,", "AS \"user\","),
                logins(
                        "ann@example.org/ann",
                        "bob@example.org/bob",
                        "off@example.org/x",
                        "ann@example.org/x",
                        "admin/adm"));
    }

    /** With the column that it chooses by the service; doveadm says that it is one, and its socket is secured. */
    private static Site iredmail() {
        return new Site(
                "iredmail",
                database -> MapFiles.fill(database, "iredmail"),
                """
                default_pass_scheme = CRYPT
                password_query = SELECT mailbox.password, mailbox.allow_nets FROM mailbox, domain \\
                  WHERE mailbox.username = '%u' AND mailbox.domain = '%d' AND mailbox.domain = domain.domain \\
                  AND mailbox.enable%Ls%Lc=1 \\
                  AND domain.backupmx = 0 AND domain.active = 1 AND mailbox.active = 1
                user_query = SELECT '%u' AS master_user, \\
                  LOWER(mailbox.storagebasedirectory || '/' || mailbox.storagenode || '/' || mailbox.maildir) AS home, \\
                  mailbox.mailboxformat || ':~/' || mailbox.mailboxfolder || '/' AS mail, \\
                  '*:bytes=' || mailbox.quota * 1048576 AS quota_rule FROM mailbox, domain \\
                  WHERE mailbox.username = '%u' AND mailbox.domain = '%d' AND mailbox.domain = domain.domain \\
                  AND mailbox."enable%Ls%Lc"=1 \\
                  AND domain.backupmx = 0 AND domain.active = 1 AND mailbox.active = 1
                iterate_query = SELECT username AS user FROM mailbox
                """,
                logins("ann@example.org/ann", "ann@example.org/bob", "bob@example.org/bob", "off@off.test/x"));
    }

    /** Two at a time: Dovecot holds each refusal back. */
    @ParameterizedTest
    @MethodSource("sites")
    @Execution(ExecutionMode.CONCURRENT)
    void answersLikeDovecotFromTheSameFile(Site site) throws IOException {
        try (Workspace workspace = Workspace.create();
                Database database = Database.empty()) {
            site.fill().accept(database);
            if (site.name().equals("views")) {
                database.execute("""
                        INSERT INTO users (userid, password, uid, gid, home) VALUES
                          ('md5@snorl.ax', '$1$JlRmb0eX$B0f.9CxBHvvo/QTHYYRZ.0', 1, 1, 'm'),
                          ('hex@snorl.ax', md5('md5-pw'), 1, 1, 'h')""");
            }
            DovecotAuth dovecot = DovecotAuth.start(
                    workspace, """
                    driver = pgsql
                    connect = host=127.0.0.1 port=%d dbname=%s user=%s password='of no use'
                    """.formatted(database.server().port(), database.name(), Database.READER) + site.sql());
            Database elsewhere = workspace.own(Database.ofSampleSite());
            SampleGateway gateway = SampleGateway.of(workspace, elsewhere)
                    .database(MapFiles.PATIENCE)
                    .more("dovecotSql: " + dovecot.sqlFile());
            MapFiles.awaitAll(gateway.start());
            Doveadm doveadm = Doveadm.in(workspace);
            assertSame(site, dovecot, gateway, doveadm);
        }
    }

    private static void assertSame(Site site, DovecotAuth dovecot, SampleGateway gateway, Doveadm doveadm) {
        boolean anyAdmitted = false;
        for (Login login : site.logins()) {
            CommandResult expected = doveadm.authTest(dovecot.authClient(), login.user(), login.password());
            CommandResult answer = doveadm.authTest(gateway.authClient(), login.user(), login.password());
            assertThat(answer.exit())
                    .as("%s: %s, Dovecot: %s", login, answer, expected)
                    .isEqualTo(expected.exit());
            anyAdmitted |= answer.exit() == 0;
            CommandResult user = doveadm.user(gateway.authUserdb(), login.user());
            assertThat(user.out().lines().sorted())
                    .as("%s: %s", login, user)
                    .isEqualTo(doveadm.user(dovecot.authUserdb(), login.user())
                            .out()
                            .lines()
                            .sorted()
                            .toList());
        }
        assertThat(anyAdmitted).isTrue();
        assertThat(doveadm.user(gateway.authUserdb(), "*").out().lines().sorted())
                .isNotEmpty()
                .isEqualTo(doveadm.user(dovecot.authUserdb(), "*")
                        .out()
                        .lines()
                        .sorted()
                        .toList());
    }
}
