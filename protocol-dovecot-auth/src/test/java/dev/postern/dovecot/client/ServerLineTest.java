package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.dovecot.client.ServerLine.Cont;
import dev.postern.dovecot.client.ServerLine.Cookie;
import dev.postern.dovecot.client.ServerLine.Cuid;
import dev.postern.dovecot.client.ServerLine.Done;
import dev.postern.dovecot.client.ServerLine.Fail;
import dev.postern.dovecot.client.ServerLine.Mech;
import dev.postern.dovecot.client.ServerLine.Ok;
import dev.postern.dovecot.client.ServerLine.Spid;
import dev.postern.dovecot.client.ServerLine.Version;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Lines;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.sasl.Octets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLineTest {

    private static final Map<ServerLine, String> LINES = Map.of(
            new Version(1, 2), "VERSION\t1\t2\n",
            new Mech("CRAM-MD5", List.of("dictionary", "active")), "MECH\tCRAM-MD5\tdictionary\tactive\n",
            new Spid(8364), "SPID\t8364\n",
            new Cuid(1), "CUID\t1\n",
            new Cookie(new ConnectionCookie(new byte[16])), "COOKIE\t00000000000000000000000000000000\n",
            new Done(), "DONE\n",
            new Cont(7, Octets.EMPTY), "CONT\t7\t\n",
            new Cont(6, Octets.of("Username:")), "CONT\t6\tVXNlcm5hbWU6\n",
            new Ok(1, Parameters.of("user=al\tice", "nologin")), "OK\t1\tuser=al\u0001tice\tnologin\n",
            new Fail(2, Parameters.of("user=a", "reason=x\ny")), "FAIL\t2\tuser=a\treason=x\u0001ny\n");

    @Test
    void everyKindOfLineReadsWhatItWrote() throws Exception {
        assertThat(LINES.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(ServerLine.class.getPermittedSubclasses());
        for (Map.Entry<ServerLine, String> line : LINES.entrySet()) {
            assertThat(line.getKey().encode()).asString(UTF_8).isEqualTo(line.getValue());
            assertThat(ServerLine.parse(Lines.of(line.getValue().replace("\n", ""))))
                    .isEqualTo(line.getKey());
        }
    }

    @Test
    void readsWhatDovecotItselfWrites() throws Exception {
        assertThat(ServerLine.parse(Lines.of("OK\t2\tuser=nets@a.test\t")))
                .isEqualTo(new Ok(2, Parameters.of("user=nets@a.test")));
        assertThat(ServerLine.parse(Lines.of("FAIL\t8"))).isEqualTo(new Fail(8, Parameters.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HELLO", "OK", "OK\tx", "FAIL\t0", "CONT\t1", "CONT\t1\t!", "MECH", "SPID\tx", "COOKIE\tx"})
    void refusesWhatNoServerSays(String line) {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ServerLine.parse(Lines.of(line)));
    }
}
