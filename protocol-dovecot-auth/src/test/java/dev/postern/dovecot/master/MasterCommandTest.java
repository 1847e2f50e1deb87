package dev.postern.dovecot.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.dovecot.master.MasterCommand.CacheFlush;
import dev.postern.dovecot.master.MasterCommand.Inquiry;
import dev.postern.dovecot.master.MasterCommand.ListUsers;
import dev.postern.dovecot.master.MasterCommand.Pass;
import dev.postern.dovecot.master.MasterCommand.Request;
import dev.postern.dovecot.master.MasterCommand.User;
import dev.postern.dovecot.master.MasterCommand.Version;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Lines;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterCommandTest {

    private static final ConnectionCookie COOKIE = new ConnectionCookie(new byte[ConnectionCookie.LENGTH]);

    private static final Map<MasterCommand, String> COMMANDS = Map.of(
            new Version(1, 0), "VERSION\t1\t0\n",
            new User(1, "alice@a.test", Parameters.of("service=lmtp", "lip=127.0.0.1")),
                    "USER\t1\talice@a.test\tservice=lmtp\tlip=127.0.0.1\n",
            new Pass(2, "al\tice", Parameters.of("service=doveadm")), "PASS\t2\tal\u0001tice\tservice=doveadm\n",
            new ListUsers(4, Parameters.of("user=*", "service=doveadm")), "LIST\t4\tuser=*\tservice=doveadm\n",
            new CacheFlush(5, List.of()), "CACHE-FLUSH\t5\n",
            new CacheFlush(6, List.of("alice@a.test", "bob")), "CACHE-FLUSH\t6\talice@a.test\tbob\n",
            new Request(2998403073L, 31691, 4294967295L, COOKIE, Parameters.of("session_pid=31691")),
                    "REQUEST\t2998403073\t31691\t4294967295\t00000000000000000000000000000000\tsession_pid=31691\n");

    @Test
    void everyKindOfCommandReadsWhatItWrote() throws Exception {
        assertThat(COMMANDS.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(Version.class)
                .contains(Inquiry.class.getPermittedSubclasses());
        assertThat(MasterCommand.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Version.class, Inquiry.class);
        for (Map.Entry<MasterCommand, String> command : COMMANDS.entrySet()) {
            assertThat(command.getKey().encode()).asString(UTF_8).isEqualTo(command.getValue());
            assertThat(parse(command.getValue().replace("\n", ""))).isEqualTo(command.getKey());
        }
    }

    @Test
    void skipsEmptyFields() throws Exception {
        assertThat(parse("LIST\t4\t\tuser=*\t\tprotocol=doveadm\t"))
                .isEqualTo(new ListUsers(4, Parameters.of("user=*", "protocol=doveadm")));
        assertThat(parse("USER\t1\talice\t\tservice=lmtp"))
                .isEqualTo(new User(1, "alice", Parameters.of("service=lmtp")));
        assertThat(parse("CACHE-FLUSH\t1\t\tbob\t")).isEqualTo(new CacheFlush(1, List.of("bob")));
    }

    @Test
    void emptyNameIsNotAParameter() throws Exception {
        assertThat(parse("USER\t1\t\tservice=lmtp")).isEqualTo(new User(1, "", Parameters.of("service=lmtp")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ff", "a\u00010b"})
    void nameThatNobodyHasIsEmpty(String name) throws Exception {
        assertThat(parse("USER\t1\t" + name)).isEqualTo(new User(1, "", Parameters.NONE));
        assertThat(parse("PASS\t1\t" + name)).isEqualTo(new Pass(1, "", Parameters.NONE));
    }

    @Test
    void nameIsUnescapedLeniently() throws Exception {
        assertThat(parse("USER\t1\ta\u0001xb\u0001")).isEqualTo(new User(1, "axb", Parameters.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNKNOWN_COMMAND",
        "HELLO, UNKNOWN_COMMAND",
        "CPID\t1, UNKNOWN_COMMAND",
        "USER, BAD_ID",
        "USER\tx\tname, BAD_ID",
        "USER\t0\tname, BAD_ID",
        "USER\t1, FIELD_MISSING",
        "PASS\t1, FIELD_MISSING",
        "LIST, BAD_ID",
        "CACHE-FLUSH\tabc, BAD_ID",
        "REQUEST\t1\t2\t3, FIELD_MISSING",
        "REQUEST\t1\tx\t3\t00000000000000000000000000000000, FIELD_MISSING",
        "REQUEST\t1\t2\t3\t00, BAD_COOKIE",
        "VERSION, FIELD_MISSING",
    })
    void refusesWhatCannotBeMadeOut(String line, Reason reason) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(line))
                .extracting(ProtocolException::reason)
                .isEqualTo(reason);
    }

    @Test
    void minorVersionMayBeMissing() throws Exception {
        assertThat(parse("VERSION\t1")).isEqualTo(new Version(1, 0));
        assertThat(parse("VERSION\t1\tx")).isEqualTo(new Version(1, 0));
    }

    @Test
    void listHasAMask() {
        assertThat(new ListUsers(1, Parameters.of("user=a*")).mask()).isEqualTo(new UserMask("a*"));
        assertThat(new ListUsers(1, Parameters.NONE).mask()).isEqualTo(new UserMask(""));
    }

    @Test
    void requestMayTellTheMailProcess() {
        assertThat(new Request(1, 2, 3, COOKIE, Parameters.of("session_pid=77")).sessionPid())
                .hasValue(77);
        assertThat(new Request(1, 2, 3, COOKIE, Parameters.of("session_pid=x")).sessionPid())
                .isEmpty();
        assertThat(new Request(1, 2, 3, COOKIE, Parameters.NONE)).asString().doesNotContain("0000");
    }

    private static MasterCommand parse(String line) throws ProtocolException {
        return MasterCommand.parse(Lines.of(line));
    }
}
