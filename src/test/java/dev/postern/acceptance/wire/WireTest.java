package dev.postern.acceptance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How others broke at look-ups, tried on the running gateway. */
@Acceptance
class WireTest {
    private static final String ASK_KIM = "28:virtual-aliases kim@snorl.ax,";
    private static final String NOT_FOUND = "9:NOTFOUND ,";
    private static final String KIM = "16:OK user@snorl.ax,";

    private static SampleGateway gateway;
    private static Postern postern;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()));
        postern = gateway.start().awaitReady();
    }

    /** Whatever a test sent: everybody else is still served. */
    @AfterEach
    void stillServes() throws IOException {
        assertThat(postern.isAlive()).isTrue();
        try (RawConnection connection = socketmap()) {
            connection.send(ASK_KIM);
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
        }
    }

    @Test
    void answersSeveralRequestsOfOneSegmentInOrder() throws IOException {
        try (RawConnection connection = socketmap()) {
            connection.send(ASK_KIM + "31:virtual-aliases nobody@snorl.ax," + ASK_KIM);
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
            assertThat(connection.readUntil(',')).isEqualTo(NOT_FOUND);
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
        }
    }

    @Test
    void answersARequestThatComesByteByByte() throws IOException {
        try (RawConnection connection = socketmap()) {
            for (int at = 0; at < ASK_KIM.length(); at++) {
                connection.send(ASK_KIM.substring(at, at + 1));
            }
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not a length
                "GET / HTTP/1.1\r\n\r\n",
                "-1:x,",
                "+1:x,",
                " 1:x,",
                "1x:x,",
                ":x,",
                // a length that nobody may announce
                "99999999999999999999:x,",
                "4294967296:x,",
                "100001:x,",
                // not the end that the length announced
                "1:xy",
            })
    void closesWhatIsNoNetstring(String bytes) throws IOException {
        try (RawConnection connection = socketmap()) {
            connection.send(bytes);
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no key, no map, neither
                "15:virtual-aliases,",
                "4: key,",
                "0:,",
                // a map that is not served
                "13:no-such-map x,",
            })
    void answersWhatIsNoLookUpAndGoesOn(String request) throws IOException {
        try (RawConnection connection = socketmap()) {
            connection.send(request + ASK_KIM);
            assertThat(connection.readUntil(',')).matches("[0-9]+:(PERM .*|NOTFOUND ),");
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
        }
    }

    @Test
    void answersKeysThatAreNoUtf8() throws IOException {
        try (RawConnection connection = socketmap()) {
            connection.send("19:virtual-aliases \u00ff@x," + ASK_KIM);
            assertThat(connection.readUntil(',')).isEqualTo(NOT_FOUND);
            assertThat(connection.readUntil(',')).isEqualTo(KIM);
        }
    }

    @Test
    void servesOthersWhileOneSaysHalfARequest() throws IOException {
        try (RawConnection half = socketmap()) {
            half.send("28:virtual-al");
            stillServes();
            half.send("iases kim@snorl.ax,");
            assertThat(half.readUntil(',')).isEqualTo(KIM);
        }
    }

    @Test
    void answersTcpTableLinesOfOneSegmentInOrder() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.tcpTablePort())) {
            connection.send("get kim@snorl.ax\nget nobody@snorl.ax\nget kim%40snorl.ax\n");
            assertThat(connection.readUntil('\n')).isEqualTo("200 user@snorl.ax\n");
            assertThat(connection.readUntil('\n')).matches("500 .*\n");
            assertThat(connection.readUntil('\n')).isEqualTo("200 user@snorl.ax\n");
        }
    }

    private static RawConnection socketmap() throws IOException {
        return RawConnection.to(gateway.socketmapSocket());
    }
}
