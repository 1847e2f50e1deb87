package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.dovecot.client.ClientCommand.Auth;
import dev.postern.dovecot.client.ClientCommand.Cancel;
import dev.postern.dovecot.client.ClientCommand.Cont;
import dev.postern.dovecot.client.ClientCommand.Cpid;
import dev.postern.dovecot.client.ClientCommand.Version;
import dev.postern.dovecot.wire.Lines;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCommandTest {

    private static final Map<ClientCommand, String> COMMANDS = Map.of(
            new Version(1, 2),
            "VERSION\t1\t2\n",
            new Cpid(4711),
            "CPID\t4711\n",
            new Auth(7, "PLAIN", Parameters.of("service=imap", "secured", "x=a\tb"), Optional.of(response("hi"))),
            "AUTH\t7\tPLAIN\tservice=imap\tsecured\tx=a\u0001tb\tresp=aGk=\n",
            new Auth(4294967295L, "LOGIN", Parameters.of("protocol=imap"), Optional.empty()),
            "AUTH\t4294967295\tLOGIN\tprotocol=imap\n",
            new Cont(7, response("")),
            "CONT\t7\t\n",
            new Cancel(2998403073L),
            "CANCEL\t2998403073\n");

    @Test
    void everyKindOfCommandReadsWhatItWrote() throws Exception {
        assertThat(COMMANDS.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(ClientCommand.class.getPermittedSubclasses());
        for (Map.Entry<ClientCommand, String> command : COMMANDS.entrySet()) {
            assertThat(command.getKey().encode()).asString(UTF_8).isEqualTo(command.getValue());
            assertThat(parse(command.getValue().replace("\n", ""))).isEqualTo(command.getKey());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HELLO, UNKNOWN_COMMAND",
        "'', UNKNOWN_COMMAND",
        "auth\t1\tPLAIN, UNKNOWN_COMMAND",
        "'AUTH ', UNKNOWN_COMMAND",
        "VERSION, VERSION_MISSING",
        "VERSION\t1, VERSION_MISSING",
        "VERSION\tx\t1, VERSION_MISSING",
        "VERSION\t1\t-1, VERSION_MISSING",
        "CPID, CPID_MISSING",
        "'CPID\t', CPID_MISSING",
        "CPID\tx, CPID_MISSING",
        "CPID\t-1, CPID_MISSING",
        "AUTH, BAD_ID",
        "AUTH\t0\tPLAIN, BAD_ID",
        "AUTH\t4294967296\tPLAIN, BAD_ID",
        "AUTH\t1, FIELD_MISSING",
        "'AUTH\t1\t', FIELD_MISSING",
        "AUTH\t1\t\u00ff, FIELD_MISSING",
        "AUTH\t1\tPLAIN\tservice=x\tresp=YQ==\tsecured, FIELD_AFTER_RESPONSE",
        "AUTH\t1\tPLAIN\tservice=x\tresp=YQ==\tresp=YQ==, FIELD_AFTER_RESPONSE",
        "CONT\t1, FIELD_MISSING",
        "CONT\tx\t, BAD_ID",
        "CANCEL, BAD_ID",
        "CANCEL\t, BAD_ID",
    })
    void refusesWhatCannotBeMadeOut(String line, Reason reason) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(line))
                .extracting(ProtocolException::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"CPID\t18446744073709551615, 0", "CPID\t4294967296, 0", "CPID\t4294967295, 4294967295", "CPID\t0, 0"})
    void pidBeyond32BitsIsOfNoUse(String line, long pid) throws Exception {
        assertThat(parse(line)).isEqualTo(new Cpid(pid));
    }

    @Test
    void skipsWhatFollows() throws Exception {
        assertThat(parse("CONT\t1\taGk=\tsomething=x")).isEqualTo(new Cont(1, response("hi")));
        assertThat(parse("CANCEL\t1\tx")).isEqualTo(new Cancel(1));
        assertThat(parse("VERSION\t1\t2\tx")).isEqualTo(new Version(1, 2));
    }

    @Test
    void keepsChannelBindings() throws Exception {
        assertThat(parse("CONT\t1\taGk=\tchannel_binding=aGk="))
                .isEqualTo(new Cont(1, response("hi"), List.of(response("hi"))));
    }

    @Test
    void doesNotShowResponses() throws Exception {
        assertThat(parse("AUTH\t1\tPLAIN\tservice=x\tresp=c2VjcmV0").toString() + parse("CONT\t1\tc2VjcmV0"))
                .contains("***")
                .doesNotContain("c2VjcmV0");
    }

    private static ResponseText response(String message) {
        return ResponseText.encode(message.getBytes(ISO_8859_1));
    }

    private static ClientCommand parse(String line) throws ProtocolException {
        return ClientCommand.parse(Lines.of(line));
    }
}
