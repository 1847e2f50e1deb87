package dev.postern.acceptance.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real postconf says of a configuration, and what is made of it. */
@Acceptance(needs = Peer.POSTMAP)
class CheckPostfixTest {

    private static final String SERVICES = """
            smtp       inet  n       -       y       -       -       smtpd
            submission inet  n       -       y       -       -       smtpd
              -o smtpd_sasl_auth_enable=yes
              -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }
            cleanup    unix  n       -       y       -       0       cleanup
            rewrite    unix  -       -       y       -       -       trivial-rewrite
            virtual    unix  -       n       n       -       -       virtual
            """;

    @AutoClose
    private final Database database = Database.ofSampleSite();

    @TempDir
    private Path folder;

    private Run check(String mainCf) throws IOException {
        Path yaml = Files.writeString(folder.resolve("postern.yaml"), """
                database:
                  url: %s
                  username: %s
                schema: views
                listeners:
                  - {protocol: socketmap, address: "unix:/var/spool/postfix/postern/socketmap"}
                  - {protocol: auth-client, address: "unix:/var/spool/postfix/postern/auth"}
                """.formatted(database.url(), Database.READER));
        Files.writeString(folder.resolve("master.cf"), SERVICES);
        Files.writeString(folder.resolve("main.cf"), mainCf);
        return Run.of("check", "-c", yaml.toString(), "--postfix-config", folder.toString());
    }

    @Test
    void isContentWithWhatTheDocumentationSays() throws IOException {
        Run run = check("""
                compatibility_level = 3.6
                queue_directory = /var/spool/postfix
                recipient_delimiter = +
                mydestination = mx.test, localhost
                postern = socketmap:unix:postern/socketmap
                virtual_mailbox_domains = ${postern}:virtual-domains
                virtual_mailbox_maps = ${postern}:virtual-mailboxes
                virtual_alias_maps = ${postern}:virtual-aliases
                virtual_transport = lmtp:unix:private/dovecot-lmtp
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = postern/auth
                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("postfix: read " + folder, "5 services");
    }

    @Test
    void placesEachProblemInPostfixsOwnFiles() throws IOException {
        Run run = check("""
                compatibility_level = 3.6
                queue_directory = /var/spool/postfix
                mydestination = localhost,
                    Snorl.AX
                virtual_mailbox_maps = socketmap:unix:postern/socketmap:virtual-mailboxes
                virtual_alias_maps = socketmap:unix:/var/spool/postfix/postern/socketmap:virtual-aliases
                smtpd_sasl_type = cyrus
                smtpd_sasl_path = postern/auth
                """);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("/main.cf:1:1: recipient_delimiter"),
                        line -> assertThat(line).contains("/main.cf:3:1: mydestination: snorl.ax is also in"),
                        line -> assertThat(line).contains("/main.cf:5:1: virtual_mailbox_maps", "virtual(8)"),
                        line -> assertThat(line).contains("/main.cf:6:1: virtual_alias_maps", "chrooted"),
                        line -> assertThat(line).contains("/main.cf:7:1: smtpd_sasl_type"));
    }

    @Test
    void saysWhatPostconfComplainsOf() throws IOException {
        check("compatibility_level = 3.6\n");
        Files.delete(folder.resolve("main.cf"));

        Run run =
                Run.of("check", "-c", folder.resolve("postern.yaml").toString(), "--postfix-config", folder.toString());

        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.err().lines()).singleElement().asString().contains("postconf", "main.cf", "No such file");
    }
}
