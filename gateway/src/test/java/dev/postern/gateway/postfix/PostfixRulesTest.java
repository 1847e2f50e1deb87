package dev.postern.gateway.postfix;

import static dev.postern.gateway.postfix.Site.SERVED;
import static dev.postern.gateway.postfix.Site.postfix;
import static dev.postern.gateway.postfix.Site.postfixOf;
import static dev.postern.gateway.postfix.Site.postfixWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.postfix.PostfixProblem.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostfixRulesTest {

    private static List<PostfixProblem> check(PostfixConfiguration postfix) {
        return PostfixRules.check(postfix, SERVED);
    }

    private static PostfixProblem onlyProblem(PostfixConfiguration postfix) {
        List<PostfixProblem> problems = check(postfix);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    // Each of these works, or is none of our business.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtual_alias_maps = socketmap:inet:127.0.0.1:4524:virtual-aliases",
                "virtual_alias_maps = socketmap:inet:localhost:4524:virtual-aliases.exact",
                "virtual_alias_maps = hash:/etc/x, tcp:127.0.0.1:4525",
                "virtual_alias_maps = socketmap:inet:127.0.0.1:4526:virtual-aliases",
                "virtual_alias_maps = unionmap:{inline:{x=y}, socketmap:inet:127.0.0.1:4524:virtual-aliases.exact}",
                "virtual_alias_maps = socketmap:unix:postern/socketmap:virtual-aliases",
                // proxymap(8) is not chrooted, and finds what cleanup(8) does not.
                "virtual_alias_maps = proxy:socketmap:unix:/run/postern/socketmap:virtual-aliases",
                "smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix",
                "canonical_maps = socketmap:unix:srs/postsrsd:forward",
                "canonical_maps = tcp:localhost:10001",
                "relay_recipient_maps = socketmap:inet:maps.example:4524:virtual-mailboxes",
                "smtpd_sasl_path = private/auth",
            })
    void leaveAloneWhatWorks(String setting) {
        assertThat(check(postfix(setting))).isEmpty();
    }

    // Sockets that are not there.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "virtual_alias_maps | socketmap:inet:127.0.0.1:4599:virtual-aliases | no listener of the configuration",
                "virtual_alias_maps | socketmap:inet:[::1]:4524:virtual-aliases     | no listener of the configuration",
                "virtual_alias_maps | tcp:unix:/run/x                               | tcp tables have no unix sockets",
                "virtual_alias_maps | tcp:127.0.0.1:4524                            | speaks socketmap",
                "virtual_alias_maps | socketmap:inet:127.0.0.1:4525:virtual-aliases | speaks tcp-table",
                "virtual_alias_maps | socketmap:inet:127.0.0.1:4524:virtual-alias   | there is no map virtual-alias",
                "relay_domains      | socketmap:inet:127.0.0.1:4526:virtual-mailboxes | does not serve virtual-mailboxes",
                "virtual_alias_maps | socketmap:unix:/nowhere:virtual-aliases       | look for /var/spool/postfix/nowhere",
                // Absolute paths are other paths in the queue directory, even those that lead there.
                "virtual_alias_maps | socketmap:unix:/run/postern/socketmap:virtual-aliases | /var/spool/postfix/run/postern/socketmap",
                "virtual_alias_maps | socketmap:unix:/var/spool/postfix/postern/socketmap:virtual-aliases | /var/spool/postfix/var/spool",
            })
    void nameTablesThatNobodyAnswers(String parameter, String table, String what) {
        PostfixProblem problem = onlyProblem(postfix(parameter + " = " + table));

        assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        assertThat(problem.parameter()).isEqualTo(parameter);
        assertThat(problem.what()).contains(table, what);
    }

    @Test
    void findTablesInsideOfRestrictions() {
        PostfixProblem problem = onlyProblem(postfix("smtpd_recipient_restrictions = reject_unauth_destination, "
                + "{ check_recipient_access { socketmap:inet:127.0.0.1:4524:access, timeout=3s }, reject }"));

        assertThat(problem.what()).startsWith("socketmap:inet:127.0.0.1:4524:access: there is no map access");
    }

    @Test
    void sayWhatToWriteForAChrootedService() {
        PostfixProblem problem =
                onlyProblem(postfix("virtual_alias_maps = socketmap:unix:/run/postern/socketmap:virtual-aliases"));

        assertThat(problem.what()).contains("smtpd, cleanup (chrooted in /var/spool/postfix)");
        assertThat(problem.hint()).isEqualTo("write socketmap:unix:postern/socketmap:virtual-aliases");
    }

    @Test
    void allowAnyPathWhereNothingIsChrooted() {
        assertThat(check(postfixOf(
                        "smtp inet n - n - - smtpd\ncleanup unix n - - - 0 cleanup\n",
                        "virtual_alias_maps = socketmap:unix:/run/postern/socketmap:virtual-aliases")))
                .isEmpty();
    }

    @Test
    void knowThatOldServicesAreChrootedUnlessTheySayNo() {
        assertThat(check(postfixOf(
                        "cleanup unix n - - - 0 cleanup\n",
                        "compatibility_level = 0",
                        "virtual_alias_maps = socketmap:unix:/run/postern/socketmap:virtual-aliases")))
                .hasSize(1);
    }

    @Test
    void readWhatServicesOverride() {
        PostfixProblem problem = onlyProblem(postfixWith("submission inet n - n - - smtpd -o syslog_name=x"
                + " -o { smtpd_sender_login_maps = socketmap:inet:127.0.0.1:4524:nope }"));

        assertThat(problem.parameter()).isEqualTo("smtpd_sender_login_maps");
        assertThat(problem.service().map(Service::name)).contains("submission");
    }

    // Delivery agents that refuse network tables, with the transport that decides whether they are used.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "virtual_mailbox_maps | virtual       | ERROR   | delivers by virtual(8)",
                "virtual_mailbox_maps | virtual:x     | ERROR   | delivers by virtual(8)",
                "virtual_mailbox_maps | lmtp:unix:x   | -       | -",
                "virtual_uid_maps     | virtual       | ERROR   | virtual(8) takes no network tables",
                "virtual_gid_maps     | lmtp:unix:x   | WARNING | only virtual(8) reads this",
                "alias_maps           | lmtp:unix:x   | ERROR   | local(8) takes no network tables",
                "mailbox_command_maps | lmtp:unix:x   | ERROR   | local(8) takes no network tables",
                "mailbox_transport_maps | lmtp:unix:x | -       | -",
            })
    void knowWhoRefusesNetworkTables(String parameter, String transport, Severity severity, String what) {
        PostfixConfiguration postfix = postfix(
                "virtual_transport = " + transport, parameter + " = socketmap:inet:127.0.0.1:4524:virtual-mailboxes");

        if (severity == null) {
            assertThat(check(postfix)).isEmpty();
        } else {
            PostfixProblem problem = onlyProblem(postfix);
            assertThat(problem.severity()).isEqualTo(severity);
            assertThat(problem.what()).contains(what);
        }
    }

    // A set of characters, so their order does not count.
    @ParameterizedTest
    @CsvSource({"+, +, 0", "+-, -+, 0", "-, +, 1", "'', +, 1", "+, '', 1"})
    void wantOneDelimiterOnBothSides(String theirs, String ours, int problems) {
        Served served = new Served(SERVED.listeners(), SERVED.maps(), ours);

        assertThat(PostfixRules.check(postfix("recipient_delimiter = " + theirs), served))
                .hasSize(problems)
                .allMatch(problem -> problem.parameter().equals("recipient_delimiter"));
    }

    // How smtpd reaches the listener for logins.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "dovecot | inet:127.0.0.1:4523            | -               | -",
                "dovecot | postern/auth                   | -               | -",
                "dovecot | unix:postern/auth              | -               | -",
                "dovecot | private/auth                   | -               | -",
                "cyrus   | smtpd                          | -               | -",
                "dovecot | unix:/run/postern/auth         | smtpd_sasl_path | write smtpd_sasl_path = unix:postern/auth",
                "dovecot | /var/spool/postfix/postern/auth | smtpd_sasl_path | write smtpd_sasl_path = unix:postern/auth",
                "dovecot | inet:127.0.0.1:4524            | smtpd_sasl_path | name one that speaks auth-client",
                "cyrus   | inet:127.0.0.1:4523            | smtpd_sasl_type | set smtpd_sasl_type = dovecot",
            })
    void knowHowLoginsAreReached(String type, String path, String parameter, String hint) {
        PostfixConfiguration postfix = postfixWith(
                "submission inet n - y - - smtpd -o smtpd_sasl_auth_enable=yes",
                "smtpd_sasl_type = " + type,
                "smtpd_sasl_path = " + path);

        if (parameter == null) {
            assertThat(check(postfix)).isEmpty();
        } else {
            PostfixProblem problem = onlyProblem(postfix);
            assertThat(problem.parameter()).isEqualTo(parameter);
            assertThat(problem.hint()).isEqualTo(hint);
        }
    }

    // An smtpd that offers logins does not even greet while the service for them is away.
    @ParameterizedTest
    @CsvSource({
        "smtp inet n - y - - smtpd, true",
        "25 inet n - y - - smtpd, true",
        "192.0.2.1:smtp inet n - y - - smtpd, true",
        "[2001:db8::1]:25 inet n - y - - smtpd, true",
        "smtpd pass - - y - - smtpd, true",
        "smtp inet n - y - - smtpd -o smtpd_sasl_auth_enable=no, false",
        "submission inet n - y - - smtpd, false",
        "2525 inet n - y - - smtpd, false",
    })
    void warnOfLoginsWhereMailComesIn(String service, boolean warned) {
        List<PostfixProblem> problems = check(postfixOf(
                service + "\n",
                "smtpd_sasl_auth_enable = yes",
                "smtpd_sasl_type = dovecot",
                "smtpd_sasl_path = inet:127.0.0.1:4523"));

        assertThat(problems).hasSize(warned ? 1 : 0).allMatch(problem -> problem.severity() == Severity.WARNING);
    }
}
