package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners that cannot be meant; each stands in line 4 of a file that is in order but for it. */
class ProblemsOfListenersTest {

    private static final String HINT_ADDRESS = "; write inet:HOST:PORT (an IPv6 address in brackets) or unix:/PATH";

    private final InMemory given = new InMemory();

    private void assertOnlyProblem(String listener, String problem) {
        assertThat(given.problems(InMemory.WITH_SCHEMA + "listeners:\n- {" + listener + "}\n"))
                .containsExactly("postern.yaml:4:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "127.0.0.1:4524 => '127.0.0.1:4524' begins with neither inet: nor unix:",
                "tcp:127.0.0.1:4524 => 'tcp:127.0.0.1:4524' begins with neither inet: nor unix:",
                "inet:127.0.0.1 => 'inet:127.0.0.1' is not HOST:PORT",
                "inet::4524 => 'inet::4524' is not HOST:PORT",
                "inet:*:4524 => 'inet:*:4524' is not HOST:PORT",
                "inet:::1:4524 => 'inet:::1:4524' is not HOST:PORT",
                "inet:[::g]:4524 => 'inet:[::g]:4524' is not HOST:PORT",
                "inet:[:::1]:4524 => 'inet:[:::1]:4524' holds no valid IP address",
                "inet:[127.0.0.1.5]:4524 => 'inet:[127.0.0.1.5]:4524' holds no valid IP address",
                "inet:127.0.0.256:4524 => 'inet:127.0.0.256:4524' holds no valid IP address",
                "inet:127.1:4524 => 'inet:127.1:4524' holds no valid IP address",
                "inet:127.0.0.1:65536 => 'inet:127.0.0.1:65536' has a port beyond 65535",
                "inet:127.0.0.1:-1 => 'inet:127.0.0.1:-1' is not HOST:PORT",
                "unix:run/socket => 'unix:run/socket' is not an absolute path",
                "unix: => 'unix:' is not an absolute path",
                "unix:/ => 'unix:/' names no file",
            })
    void refusesAddressesThatAreNone(String address, String problem) {
        assertOnlyProblem(
                "protocol: socketmap, address: '" + address + "'",
                "34: listeners[0].address: " + problem + HINT_ADDRESS);
    }

    @Test
    void refusesAListenerWithoutAnyMechanism() {
        assertThat(given.problems(InMemory.WITH_SCHEMA
                        + "listeners:\n- {protocol: auth-client, address: 'inet:127.0.0.1:4523'}\n"
                        + "auth: {mechanisms: [EXTERNAL]}\n"))
                .containsExactly("postern.yaml:4:36: listeners[0] has no mechanism for every client: EXTERNAL is"
                        + " offered on unix sockets, -PLUS to login processes of Dovecot 2.4; add to auth.mechanisms");
    }

    /** sun_path has 108 bytes, the last of them NUL; the kernel counts bytes, not letters. */
    @Test
    void refusesUnixPathsThatTheKernelRefuses() {
        String fits = "/" + "ü".repeat(53);
        assertThat(given.problems(withAddress("unix:" + fits))).isEmpty();
        assertThat(given.problems(withAddress("unix:" + fits + "x")))
                .containsExactly("postern.yaml:4:34: listeners[0].address: 'unix:" + fits
                        + "x' is a path of more than 107 bytes" + HINT_ADDRESS);
    }

    private static String withAddress(String address) {
        return InMemory.WITH_SCHEMA + "listeners:\n- {protocol: socketmap, address: '" + address + "'}\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                // what every listener needs
                "address: 'unix:/run/s' => 3: listeners[0].protocol is missing; add protocol: what is spoken on it",
                "protocol: socketmap => 3: listeners[0].address is missing; add address: inet:HOST:PORT, or unix:/PATH of at most 107 bytes; port 0 takes a free one",
                "protocol: socket-map, address: 'unix:/run/s' => 14: listeners[0].protocol: 'socket-map' is not known (did you mean socketmap?); write one of socketmap, tcp-table, auth-client, auth-login, auth-master, auth-userdb",
                // maps
                "protocol: tcp-table, address: 'inet:127.0.0.1:1' => 3: listeners[0] is a tcp-table listener without map; add map: NAME; tcp_table(5) has no names of maps in it",
                "protocol: socketmap, address: 'unix:/run/s', map: uid => 54: listeners[0] has map beside protocol: socketmap; take it out: tcp-table has one map, socketmap takes maps: […]",
                "protocol: auth-client, address: 'unix:/run/s', maps: [uid] => 57: listeners[0] has maps beside protocol: auth-client; take it out: only socketmap has names of maps in it",
                "protocol: socketmap, address: 'unix:/run/s', maps: [] => 55: listeners[0].maps is empty; name at least one, or leave the key out",
                "protocol: socketmap, address: 'unix:/run/s', maps: [virtual-alias] => 55: listeners[0].maps: there is no map 'virtual-alias'; did you mean virtual-aliases?",
                "protocol: tcp-table, address: 'inet:127.0.0.1:1', map: frobnicate.exact => 59: listeners[0].map: there is no map 'frobnicate.exact'; add it to maps",
                // unix sockets alone
                "protocol: auth-login, address: 'inet:127.0.0.1:1' => 35: listeners[0] is an auth-login listener on an inet address; give it a unix:/PATH; it tells its clients apart by their uid",
                "protocol: auth-master, address: 'inet:127.0.0.1:1' => 36: listeners[0] is an auth-master listener on an inet address; give it a unix:/PATH; it tells its clients apart by their uid",
                "protocol: auth-userdb, address: 'inet:127.0.0.1:1' => 36: listeners[0] is an auth-userdb listener on an inet address; give it a unix:/PATH; it tells its clients apart by their uid",
                "protocol: socketmap, address: 'inet:127.0.0.1:1', mode: 0600 => 60: listeners[0] has mode beside an inet address; take it out: only a unix socket has it",
                "protocol: socketmap, address: 'inet:127.0.0.1:1', owner: a => 61: listeners[0] has owner beside an inet address; take it out: only a unix socket has it",
                "protocol: socketmap, address: 'inet:127.0.0.1:1', group: a => 61: listeners[0] has group beside an inet address; take it out: only a unix socket has it",
                "protocol: socketmap, address: 'unix:/run/s', mode: 0999 => 55: listeners[0].mode: '0999' is not a mode; write permissions in octal, as \"0660\"",
                "protocol: socketmap, address: 'unix:/run/s', mode: rw- => 55: listeners[0].mode: 'rw-' is not a mode; write permissions in octal, as \"0660\"",
                "protocol: socketmap, address: 'unix:/run/s', group: 'a b' => 56: listeners[0].group: 'a b' is no name of a user or a group; write a name of this machine's",
                // beyond loopback, also where only the DNS could tell
                "protocol: socketmap, address: 'inet:0.0.0.0:1' => 34: listeners[0] is open beyond loopback, without allow; add allow: [NETWORK, …], or listen on 127.0.0.1",
                "protocol: socketmap, address: 'inet:[::]:1' => 34: listeners[0] is open beyond loopback, without allow; add allow: [NETWORK, …], or listen on 127.0.0.1",
                "protocol: socketmap, address: 'inet:mx.test:1' => 34: listeners[0] is open beyond loopback, without allow; add allow: [NETWORK, …], or listen on 127.0.0.1",
                "protocol: socketmap, address: 'inet:10.0.0.5:1', allow: [] => 60: listeners[0].allow is empty; name at least one, or leave the key out",
                "protocol: socketmap, address: 'unix:/run/s', allow: [10.0.0.0/8] => 56: listeners[0] has allow beside a unix address; take it out: use mode, owner and group",
                "protocol: socketmap, address: 'inet:10.0.0.5:1', allow: [10.0.0.5/24] => 61: listeners[0].allow[0]: '10.0.0.5/24' is not a network: the address has bits beyond its prefix; write an IP address, or the first one of a network with its prefix, as 10.0.0.0/24",
                "protocol: socketmap, address: 'inet:10.0.0.5:1', allow: [10.0.0.0/33] => 61: listeners[0].allow[0]: '10.0.0.0/33' is not a network: the prefix is not within 0 to 32; write an IP address, or the first one of a network with its prefix, as 10.0.0.0/24",
                "protocol: socketmap, address: 'inet:10.0.0.5:1', allow: [mx.test] => 61: listeners[0].allow[0]: 'mx.test' is not a network; write an IP address, or the first one of a network with its prefix, as 10.0.0.0/24",
                "protocol: socketmap, address: 'unix:/run/s', maxConnections: 0 => 65: listeners[0].maxConnections: '0' is less than 1; write a whole number from 1 to 1000000",
            })
    void refusesCombinationsThatCannotBeMeant(String listener, String problem) {
        assertOnlyProblem(listener, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "inet:127.0.0.1:4524 | inet:127.0.0.1:4524",
                "inet:127.0.0.1:4524 | inet:localhost:4524",
                "inet:[::1]:4524 | inet:[0:0:0:0:0:0:0:1]:4524",
                "unix:/run/s | unix:/run/./s",
            })
    void refusesTwoListenersOnOneAddress(String one, String other) {
        assertThat(given.problems(InMemory.WITH_SCHEMA + "listeners:\n- {protocol: socketmap, address: '" + one
                        + "'}\n- {protocol: socketmap, address: '" + other + "'}\n"))
                .containsExactly("postern.yaml:5:34: listeners[1].address is taken by listeners[0].address;"
                        + " give one of them another address");
    }

    /** All addresses of a port hold each of them. */
    @Test
    void refusesHttpOnAListenersPort() {
        assertThat(given.problems(InMemory.WITH_SCHEMA
                        + "listeners:\n- {protocol: socketmap, address: 'inet:0.0.0.0:4580', allow: [10.0.0.0/8]}\n"))
                .containsExactly(
                        "postern.yaml:1:1: http.address is taken by listeners[0].address; give one of them another address");
    }

    @Test
    void refusesMapsThatNothingServes() {
        assertThat(given.problems(InMemory.MINIMAL + """
                maps: {uid: {query: q}}
                listeners:
                - {protocol: socketmap, address: 'unix:/run/s', maps: [uid, gid, access, nonsense]}
                """))
                .containsExactly(
                        "postern.yaml:4:55: listeners[0].maps: there is no map 'gid'; did you mean uid?",
                        "postern.yaml:4:55: listeners[0].maps: there is no map 'access';"
                                + " name a schema, or give it a query in maps",
                        "postern.yaml:4:55: listeners[0].maps: there is no map 'nonsense'; add it to maps");
    }

    @Test
    void refusesAuthListenersWithoutAccounts() {
        String listeners = """
                listeners:
                - {protocol: auth-client, address: 'unix:/run/c'}
                - {protocol: auth-login, address: 'unix:/run/l'}
                - {protocol: auth-master, address: 'unix:/run/m'}
                - {protocol: auth-userdb, address: 'unix:/run/u'}
                """;
        assertThat(given.problems(InMemory.MINIMAL + listeners))
                .containsExactly(
                        "postern.yaml:3:14: listeners[0] is an auth-client listener, and there is no passdb;"
                                + " add passdb: {query: …}, or name a schema",
                        "postern.yaml:4:14: listeners[1] is an auth-login listener, and there is no passdb;"
                                + " add passdb: {query: …}, or name a schema",
                        "postern.yaml:5:14: listeners[2] is an auth-master listener, and there is no userdb;"
                                + " add userdb: {query: …}, or name a schema",
                        "postern.yaml:6:14: listeners[3] is an auth-userdb listener, and there is no userdb;"
                                + " add userdb: {query: …}, or name a schema");
        assertThat(given.problems(InMemory.WITH_SCHEMA + listeners)).isEmpty();
        assertThat(given.problems(InMemory.MINIMAL + "passdb: {query: p}\nuserdb: {query: u}\n" + listeners))
                .isEmpty();
    }

    /** What is held back after a slow query must still be said before the client gives up. */
    @Test
    void refusesRefusalsThatComeTooLate() {
        String database = "database: {url: 'jdbc:postgresql://db/mails', queryTimeout: 6s}\nschema: views\n";
        String login = "listeners:\n- {protocol: auth-client, address: 'unix:/run/c'}\n";
        String sum = " auth.failureDelay and database.queryTimeout are ";
        String hint = " together; keep their sum to 7s: clients give up after 10s";
        assertThat(given.problems(database + login)).containsExactly("postern.yaml:1:61:" + sum + "8s" + hint);
        assertThat(given.problems(database + "auth: {failureDelay: 1500ms}\n" + login))
                .containsExactly("postern.yaml:3:22:" + sum + "7500ms" + hint);
        assertThat(given.problems(database + "auth: {failureDelay: 1s}\n" + login))
                .isEmpty();
        assertThat(given.problems(database)).isEmpty();
    }
}
