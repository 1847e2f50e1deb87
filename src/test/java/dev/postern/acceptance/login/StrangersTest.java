package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody learns from the time of an answer who exists. Refusals are not held back here, so that what a login takes shows.
 *
 * <p>Logins of a known and of an unknown user alternate at random and are ranked by their time. The share of pairs in
 * which the unknown one is slower (Mann and Whitney's U) is a half if the two are alike, whatever the machine is doing:
 * both suffer. It strays from that by 0.03 with as many tries; without the pains that are taken it is 0 or 1.
 */
@Acceptance
class StrangersTest {
    private static final int TRIES = 200;
    private static final double HALF = 0.5;

    /** More than five standard deviations, and less than an attacker needs who may ask a few times only. */
    private static final double TOLERANCE = 0.15;

    /** A machine that stalls for one of the two each time. */
    private static final int ATTEMPTS = 3;

    private static SampleGateway gateway;

    @BeforeAll
    static void prepare(Workspace workspace) throws IOException {
        gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()))
                .auth("{failureDelay: 0, penalty: {max: 0}}")
                .more("log: {level: info}");
    }

    /** A gateway each, which has seen one scheme: where there are several, a stranger seems to have one of them. */
    @ParameterizedTest
    @CsvSource({
        // user@ has SHA512-CRYPT, user3@ a password in clear, which serves all mechanisms
        "PLAIN, user@snorl.ax",
        "LOGIN, user@snorl.ax",
        "CRAM-MD5, user3@snorl.ax",
        "DIGEST-MD5, user3@snorl.ax",
        "SCRAM-SHA-256, user3@snorl.ax",
    })
    void takeAsLongAsUsersWithAnotherPassword(String mechanism, String known) throws IOException {
        double share = Double.NaN;
        try (Postern postern = gateway.start().awaitReady();
                RawConnection connection = RawConnection.to(gateway.authClient())) {
            Logins logins = new Logins(connection, mechanism);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                share = share(logins, known);
                if (Math.abs(share - HALF) < TOLERANCE) {
                    break;
                }
            }
            assertThat(postern.isAlive()).isTrue();
        }
        assertThat(share)
                .as("share of pairs in which the unknown user takes longer")
                .isCloseTo(HALF, within(TOLERANCE));
    }

    private static double share(Logins logins, String known) throws IOException {
        String unknown = "u" + known.substring(1).replace("ser", "sar");
        // What a login warms up, in the JVM and in the gateway's memory, is no part of what is measured.
        for (int i = 0; i < TRIES / 2; i++) {
            logins.nanos(known);
            logins.nanos(unknown);
        }
        Random order = new Random();
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        while (ofKnown.size() < TRIES || ofUnknown.size() < TRIES) {
            if (order.nextBoolean()) {
                ofKnown.add(logins.nanos(known));
            } else {
                ofUnknown.add(logins.nanos(unknown));
            }
        }
        return share(ofKnown, ofUnknown);
    }

    private static double share(List<Long> one, List<Long> other) {
        double larger = 0;
        for (long a : one) {
            for (long b : other) {
                larger += b > a ? 1 : b == a ? HALF : 0;
            }
        }
        return larger / (one.size() * (double) other.size());
    }

    /** Logins with a wrong password, over one connection. */
    private static final class Logins {
        private final RawConnection connection;
        private final String mechanism;
        private int id;

        Logins(RawConnection connection, String mechanism) throws IOException {
            this.connection = connection;
            this.mechanism = mechanism;
            connection.send("VERSION\t1\t2\nCPID\t" + ProcessHandle.current().pid() + "\n");
            String line;
            do {
                line = connection.readUntil('\n');
            } while (!line.equals("DONE\n"));
        }

        long nanos(String user) throws IOException {
            id++;
            long began = System.nanoTime();
            connection.send(
                    "AUTH\t" + id + "\t" + mechanism + "\tservice=imap\tsecured\trip=192.0.2.1" + initial(user) + "\n");
            String line = connection.readUntil('\n');
            for (int step = 0; line.startsWith("CONT\t"); step++) {
                String challenge = decode(line.substring(line.lastIndexOf('\t') + 1, line.length() - 1));
                connection.send("CONT\t" + id + "\t" + base64(response(user, step, challenge)) + "\n");
                line = connection.readUntil('\n');
            }
            long nanos = System.nanoTime() - began;
            assertThat(line).startsWith("FAIL\t" + id + "\tuser=" + user);
            return nanos;
        }

        private String initial(String user) {
            return switch (mechanism) {
                case "PLAIN" -> "\tresp=" + base64("\0" + user + "\0not-the-one");
                case "SCRAM-SHA-256" -> "\tresp=" + base64("n,,n=" + user + ",r=fyko+d2lbbFgONRv9qkxdawL");
                default -> "";
            };
        }

        private String response(String user, int step, String challenge) {
            return switch (mechanism) {
                case "LOGIN" -> step == 0 ? user : "not-the-one";
                case "CRAM-MD5" -> user + ' ' + "0123456789abcdef".repeat(2);
                case "DIGEST-MD5" ->
                    "username=\"" + user + "\",nonce=\"" + between(challenge, "nonce=\"", "\"")
                            + "\",cnonce=\"OA6MHXh6VqTrRk\",nc=00000001,qop=auth,digest-uri=\"imap/mx.test\",response="
                            + "0123456789abcdef".repeat(2);
                default -> "c=biws," + challenge.substring(0, challenge.indexOf(',')) + ",p=" + "A".repeat(43) + "=";
            };
        }

        private static String between(String text, String start, String end) {
            int from = text.indexOf(start) + start.length();
            return text.substring(from, text.indexOf(end, from));
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private static String decode(String base64) {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        }
    }
}
