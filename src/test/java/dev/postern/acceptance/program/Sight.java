package dev.postern.acceptance.program;

import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What clients see of a gateway, each on a new connection.
 *
 * @param gateway how it was set up
 * @param postern its process
 */
record Sight(SampleGateway gateway, Postern postern) {
    private static final int REPEATS = 3;

    String ask(String map, String key) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
            return ask(connection, map, key);
        }
    }

    private static String ask(RawConnection connection, String map, String key) throws IOException {
        connection.send(map.length() + key.length() + 1 + ":" + map + " " + key + ",");
        String reply = connection.readUntil(',');
        return reply.substring(reply.indexOf(':') + 1, reply.length() - 1);
    }

    /** Whether a key is looked for anew the next time. */
    String isAskedAgain(String key) throws IOException {
        ask("virtual-aliases", key);
        // A gateway that begins to listen for changes asks for everything once more.
        for (int again = 0; again < REPEATS; again++) {
            String misses = misses();
            ask("virtual-aliases", key);
            if (misses.equals(misses())) {
                return "false";
            }
        }
        return "true";
    }

    private String misses() throws IOException {
        return meter("postern_cache_misses");
    }

    private String meter(String name) throws IOException {
        return postern.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    String wholeRelations() throws IOException {
        String line = meter("postern_cache_whole_relations");
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /** Whether a wrong password is told late. */
    String holdsRefusals() throws IOException {
        String before = meter("postern_login_delayed");
        login("user@snorl.ax", "wrong");
        return Boolean.toString(!before.equals(meter("postern_login_delayed")));
    }

    /** What a tcp_table's client hears. */
    String tcpTable(String key) throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.tcpTablePort())) {
            connection.send("get " + key + "\n");
            return connection.readUntil('\n').strip();
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException refused) {
            return "closed";
        }
    }

    /** The answer to a second client beside a first one. */
    String second() throws IOException {
        try (RawConnection first = RawConnection.to(gateway.socketmapSocket())) {
            ask(first, "own", "root");
            return first();
        }
    }

    /** The answer to a client. */
    String first() throws IOException {
        try {
            return ask("virtual-aliases", "kim@snorl.ax");
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException refused) {
            return "closed";
        }
    }

    String mechanisms() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.authClient())) {
            StringBuilder names = new StringBuilder();
            for (String line = connection.readUntil('\n'); !line.equals("DONE\n"); line = connection.readUntil('\n')) {
                if (line.startsWith("MECH\t")) {
                    names.append(line.split("\t", -1)[1]).append(' ');
                }
            }
            return names.toString().strip();
        }
    }

    /** Of a mail client that is elsewhere and speaks without TLS. */
    String login(String user, String password) throws IOException {
        String response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        try (RawConnection connection = RawConnection.to(gateway.authClient())) {
            connection.send("VERSION\t1\t2\nCPID\t1\nAUTH\t1\tPLAIN\tservice=imap\tno-penalty\trip=192.0.2.1\tresp="
                    + response + "\n");
            return answer(connection);
        }
    }

    String home() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.authUserdb())) {
            connection.send("VERSION\t1\t1\nUSER\t1\tuser@snorl.ax\tservice=lmtp\n");
            return answer(connection);
        }
    }

    /** All users, in the order of the database. */
    String users() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.authUserdb())) {
            connection.send("VERSION\t1\t1\nLIST\t1\tservice=doveadm\n");
            StringBuilder users = new StringBuilder();
            for (String line = connection.readUntil('\n');
                    !line.startsWith("DONE");
                    line = connection.readUntil('\n')) {
                if (line.startsWith("LIST\t1\t")) {
                    users.append(line.strip().split("\t", -1)[2]).append(' ');
                }
            }
            return users.toString().strip();
        }
    }

    /** The first line that is no greeting. */
    private static String answer(RawConnection connection) throws IOException {
        String line = connection.readUntil('\n');
        while (!line.matches("(OK|FAIL|USER|NOTFOUND)\t1(\t.*)?\n")) {
            line = connection.readUntil('\n');
        }
        return line.strip();
    }
}
