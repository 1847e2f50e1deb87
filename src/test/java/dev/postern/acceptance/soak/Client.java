package dev.postern.acceptance.soak;

import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Somebody who asks again and again, and knows what may be answered while the database comes and goes. */
enum Client {
    /** Postfix, on a connection of its own. */
    LOOKUPS {
        @Override
        void visit(SampleGateway gateway, Random random) throws IOException {
            try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
                for (int i = 0; i < REQUESTS; i++) {
                    expect(ask(connection, "kim@snorl.ax"), "OK user@snorl\\.ax|TEMP .*");
                    expect(ask(connection, "x" + random.nextInt(STRANGERS) + "@snorl.ax"), "NOTFOUND |TEMP .*");
                }
            }
        }
    },
    /** Many smtpd that ask once. */
    COMERS {
        @Override
        void visit(SampleGateway gateway, Random random) throws IOException {
            try (RawConnection connection = RawConnection.to(gateway.socketmapPort())) {
                expect(ask(connection, "user2@snorl.ax"), "OK user2@snorl\\.ax|TEMP .*");
            }
        }
    },
    /** Peers that break off in the middle of a request. */
    QUITTERS {
        @Override
        void visit(SampleGateway gateway, Random random) throws IOException {
            try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
                connection.send("28:virtual-aliases kim@snorl.ax,".substring(0, 1 + random.nextInt(31)));
            }
            try (RawConnection connection = RawConnection.to(gateway.authClient())) {
                connection.send("VERSION\t1\t2\nCPID\t1\nAUTH\t1\tLOGIN\tservice=imap\n");
            }
        }
    },
    /** Users who know their password, and others who do not. */
    LOGINS {
        @Override
        void visit(SampleGateway gateway, Random random) throws IOException {
            try (RawConnection connection = RawConnection.to(gateway.authClient())) {
                connection.send("VERSION\t1\t2\nCPID\t1\n");
                for (int id = 1; id < REQUESTS; id += 2) {
                    expect(login(connection, id, "user3-pw"), "OK\t.*|FAIL\t.*\tcode=temp_fail");
                    expect(login(connection, id + 1, "wrong" + random.nextInt(GUESSES)), "FAIL\t.*");
                }
            }
        }
    };

    private static final int REQUESTS = 100;

    /** As many as the cache soon holds all of. */
    private static final int STRANGERS = 5_000;

    /** Each of them is looked for in the log at the end. */
    private static final int GUESSES = 50;

    /** Comes, asks and goes. */
    abstract void visit(SampleGateway gateway, Random random) throws IOException;

    static String ask(RawConnection connection, String key) throws IOException {
        return ask(connection, "virtual-aliases", key);
    }

    /** What a map says of a key. */
    static String ask(RawConnection connection, String map, String key) throws IOException {
        String request = map + " " + key;
        connection.send(request.length() + ":" + request + ",");
        String reply = connection.readUntil(',');
        return reply.substring(reply.indexOf(':') + 1, reply.length() - 1);
    }

    private static String login(RawConnection connection, int id, String password) throws IOException {
        String response = "\0user3@snorl.ax\0" + password;
        connection.send("AUTH\t" + id + "\tPLAIN\tservice=imap\tno-penalty\tresp="
                + Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)) + "\n");
        String line = connection.readUntil('\n');
        while (!line.matches("(OK|FAIL)\t" + id + "\t.*\n")) {
            line = connection.readUntil('\n');
        }
        return line.strip();
    }

    private static void expect(String answer, String allowed) {
        if (!answer.matches(allowed)) {
            throw new AssertionError("answered: " + answer + ", allowed: " + allowed);
        }
    }
}
