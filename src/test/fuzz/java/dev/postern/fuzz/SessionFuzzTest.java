package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.master.MasterSocket;
import java.util.Arrays;
import java.util.List;

/** Connections of Dovecot's auth protocol from their first byte to their last. */
class SessionFuzzTest {

    private static final byte[] HELLO = "VERSION\t1\t2\nCPID\t4711\n".getBytes(US_ASCII);

    @FuzzTest
    void anAuthClientGetsOneFinalLineForEachRequest(byte[] bytes) {
        checkAuthClient(SocketType.AUTH, bytes);
    }

    @FuzzTest
    void aLoginProcessGetsOneFinalLineForEachRequest(byte[] bytes) {
        byte[] greeted = Arrays.copyOf(HELLO, HELLO.length + bytes.length);
        System.arraycopy(bytes, 0, greeted, HELLO.length, bytes.length);
        checkAuthClient(SocketType.LOGIN, greeted);
    }

    @FuzzTest
    void aMailProcessGetsOneFinalLineForEachInquiry(byte[] bytes) {
        for (MasterSocket socket : MasterSocket.values()) {
            String said = master(socket, Cutting.lines(bytes));
            assertThat(master(socket, Cutting.pieces(bytes))).isEqualTo(said);
            assertThatLinesAreClean(said);
            assertThatLinesAreClean(master(socket, Cutting.whole(bytes)));
        }
    }

    /** What comes in one piece may be answered otherwise: a request that is cancelled before anybody has judged it. */
    private static void checkAuthClient(SocketType type, byte[] bytes) {
        String said = authClient(type, Cutting.lines(bytes));
        assertThat(authClient(type, Cutting.pieces(bytes))).isEqualTo(said);
        assertThatLinesAreClean(said);
        assertThatLinesAreClean(authClient(type, Cutting.whole(bytes)));
    }

    private static String authClient(SocketType type, List<byte[]> chunks) {
        AuthClientHost host = new AuthClientHost(type);
        chunks.forEach(host::receive);
        return host.end();
    }

    private static String master(MasterSocket socket, List<byte[]> chunks) {
        MasterHost host = new MasterHost(socket);
        chunks.forEach(host::receive);
        return host.end();
    }

    /** Nothing that a client sent or an account holds ends a line, or a string in C, before its time. */
    private static void assertThatLinesAreClean(String said) {
        for (String line : said.split("\n", -1)) {
            assertThat(line)
                    .doesNotContain("\0", "\r")
                    .matches("|(VERSION|MECH|SPID|CUID|COOKIE|DONE|CONT|OK|FAIL|USER|PASS|NOTFOUND|LIST|Close\\[).*");
            assertThat(line.getBytes(ISO_8859_1).length).isLessThan(16_384);
        }
    }
}
