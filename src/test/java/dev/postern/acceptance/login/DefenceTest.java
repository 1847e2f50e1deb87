package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Programs;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Launcher;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What wrong passwords cost, as the operator of the running gateway sees it. */
@Acceptance
class DefenceTest {
    private static final Path FILTER = Launcher.ROOT.resolve("deploy/fail2ban/filter.d/postern.conf");
    private static final Path PARSER = Launcher.ROOT.resolve("deploy/crowdsec/parsers/s01-parse/postern-logs.yaml");

    private static SampleGateway gateway;
    private static Postern postern;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()))
                .auth("{failureDelay: 0, trustedNetworks: [198.51.100.0/24]}");
        postern = gateway.start().awaitReady();
    }

    /** @return the reply's first word */
    private static String login(String user, String rip, String password) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.authClient())) {
            String plain = "\0" + user + "\0" + password;
            connection.send("VERSION\t1\t2\nCPID\t4711\nAUTH\t1\tPLAIN\tservice=imap\tsecured\trip=" + rip + "\tresp="
                    + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "\n");
            String line;
            do {
                line = connection.readUntil('\n');
            } while (!line.matches("(OK|FAIL)\t.*\n"));
            return line.substring(0, line.indexOf('\t'));
        }
    }

    private static void awaitLine(String text) {
        postern.awaitLog(text, 1);
    }

    @Test
    void eachGuessIsOneLineThatBannersRead() throws IOException {
        login("user@snorl.ax", "192.0.2.10", "guess-one");
        login("user@snorl.ax", "192.0.2.10", "guess-one");
        login("nobody@snorl.ax", "2001:db8::10", "guess-two");
        login("no body@snorl.ax", "192.0.2.10", "guess-three");
        login("user2@snorl.ax", "198.51.100.10", "guess-trusted");
        awaitLine("rip=198.51.100.10");
        List<String> lines = postern.log()
                .lines()
                .filter(line -> line.matches(".*login outcome=.* rip=(192.0.2.10|2001:db8::10) .*"))
                .toList();
        assertThat(lines).hasSize(4);
        String failregex = setting(FILTER, "failregex = (.*)").replace("<ADDR>", "(?<host>[0-9A-Fa-f.:]+)");
        assertThat(hits(failregex, "host")).containsOnlyOnce("2001:db8::10").contains("192.0.2.10");
        assertThat(hits(failregex, "host").stream().filter("192.0.2.10"::equals))
                .hasSize(2);
        assertThat(hits(failregex, "host")).as("a trusted network").doesNotContain("198.51.100.10");
        String grok = setting(PARSER, "pattern: \"(.*)\"")
                .replace("%{IP:source_ip}", "(?<host>[0-9A-Fa-f.:]+)")
                .replaceAll("%\\{(NOTSPACE|WORD):[a-z]+}", "\\\\S+")
                .replaceAll("%\\{DATA:[a-z]+}", ".*?");
        assertThat(hits(grok, "host").stream().filter("192.0.2.10"::equals)).hasSize(3);
    }

    private static List<String> hits(String regex, String group) {
        Pattern pattern = Pattern.compile(regex);
        return postern.log()
                .lines()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(hit -> hit.group(group))
                .toList();
    }

    private static String setting(Path file, String regex) throws IOException {
        Matcher setting = Pattern.compile(regex).matcher(Files.readString(file));
        assertThat(setting.find()).as("%s in %s", regex, file).isTrue();
        return setting.group(1);
    }

    /** Where fail2ban is installed it reads its filter itself. */
    @Test
    void fail2banTakesItsFilter(Workspace workspace) throws IOException {
        assumeTrue(Programs.find("fail2ban-regex").isPresent(), "fail2ban is not installed");
        login("user@snorl.ax", "192.0.2.20", "guess-four");
        awaitLine("rip=192.0.2.20");
        Path log = workspace.write("fail2ban.log", postern.log());
        CommandResult result = Command.of("fail2ban-regex", "-v", log.toString(), FILTER.toString())
                .run();
        assertThat(result.out()).as("%s", result).contains("192.0.2.20");
    }

    @Test
    void manyWrongPasswordsHoldTheRightOneBackToo() throws IOException {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(login("user3@snorl.ax", "192.0.2.30", "wrong-guess-" + guess))
                    .isEqualTo("FAIL");
        }
        assertThat(login("user3@snorl.ax", "192.0.2.30", "user3-pw")).isEqualTo("OK");
        awaitLine("login outcome=granted user=user3@snorl.ax rip=192.0.2.30 service=imap mechanism=PLAIN");
        assertThat(postern.log().lines())
                .anyMatch(line -> line.contains("outcome=granted user=user3@snorl.ax rip=192.0.2.30")
                        && line.endsWith("penalty=500ms"));
        login("user@snorl.ax", "192.0.2.31", "another-guess");
        assertThat(postern.get("/metrics").body())
                .containsPattern("postern_login_penalty_seconds_bucket\\{le=\"0.5\"} [1-9]")
                .containsPattern("postern_login_buckets\\{of=\"network\"} [1-9]")
                .containsPattern("postern_login_buckets\\{of=\"user\"} [1-9]")
                .containsPattern("postern_login_known [1-9]")
                .containsPattern("postern_login_delayed_total [1-9]")
                .contains("postern_login_held 0");
    }
}
