package dev.postern.dovecot.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.dovecot.master.MasterCommand.ListUsers;
import dev.postern.dovecot.master.MasterCommand.User;
import dev.postern.dovecot.master.MasterEffect.Answer;
import dev.postern.dovecot.master.MasterEffect.Send;
import dev.postern.dovecot.wire.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dialogs cannot show: order, bounds, and what the gateway is told. */
class MasterSessionTest {

    private static final Map<MasterReply, String> REPLIES = Map.of(
            new MasterReply.User(1, "al\tice", Parameters.of("uid=1", "x\ny")),
                    "USER\t1\tal\u0001tice\tuid=1\tx\u0001ny\n",
            new MasterReply.Pass(5, "prox@a.test", Parameters.of("proxy=y")), "PASS\t5\tuser=prox@a.test\tproxy=y\n",
            new MasterReply.NotFound(2998403073L), "NOTFOUND\t2998403073\n",
            new MasterReply.Fail(1, ""), "FAIL\t1\n",
            new MasterReply.Fail(2, "a\tb"), "FAIL\t2\treason=a\u0001tb\n",
            new MasterReply.Listed(4, "a\nb"), "LIST\t4\ta\u0001nb\n",
            new MasterReply.Done(4, true), "DONE\t4\t\n",
            new MasterReply.Done(5, false), "DONE\t5\tfail\n",
            new MasterReply.Flushed(6, 7), "OK\t6\t7\n");

    private final MasterSession session = new MasterSession(MasterSocket.MASTER, 42);

    @Test
    void everyKindOfReplyIsWritten() {
        REPLIES.forEach(
                (reply, line) -> assertThat(reply.encode()).asString(UTF_8).isEqualTo(line));
        assertThat(REPLIES.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(MasterReply.class.getPermittedSubclasses());
    }

    @Test
    void greetsInOnePiece() {
        assertThat(session.opened()).singleElement().isInstanceOf(Send.class);
        assertThat(text(session.opened())).isEqualTo("VERSION\t1\t1\nSPID\t42\n");
    }

    @Test
    void tellsTheGatewayWhatIsAsked() {
        assertThat(say("VERSION\t1\t3\nUSER\t1\talice\tservice=imap\nLIST\t2\tuser=*\n"))
                .containsExactly(
                        new Answer(new User(1, "alice", Parameters.of("service=imap"))),
                        new Answer(new ListUsers(2, Parameters.of("user=*"))));
        assertThat(session.clientMinor()).isEqualTo(3);
    }

    @Test
    void answersInWhateverOrderTheGatewayDecides() {
        say("VERSION\t1\t3\nUSER\t1\talice\tservice=imap\nUSER\t2\tbob\tservice=imap\n");
        assertThat(text(session.reply(new MasterReply.NotFound(2)))).isEqualTo("NOTFOUND\t2\n");
        assertThat(text(session.reply(new MasterReply.NotFound(1)))).isEqualTo("NOTFOUND\t1\n");
    }

    @Test
    void answersOnce() {
        say("VERSION\t1\t3\nUSER\t1\talice\tservice=imap\n");
        assertThat(session.reply(new MasterReply.NotFound(1))).isNotEmpty();
        assertThat(session.reply(new MasterReply.NotFound(1))).isEmpty();
        assertThat(session.reply(new MasterReply.NotFound(9))).isEmpty();
    }

    @Test
    void listIsWrittenPieceByPieceBetweenOtherAnswers() {
        say("VERSION\t1\t3\nLIST\t1\tuser=*\nUSER\t2\talice\tservice=imap\n");
        assertThat(text(session.reply(new MasterReply.Listed(1, "a")))).isEqualTo("LIST\t1\ta\n");
        assertThat(text(session.reply(new MasterReply.NotFound(2)))).isEqualTo("NOTFOUND\t2\n");
        assertThat(text(session.reply(new MasterReply.Listed(1, "b")))).isEqualTo("LIST\t1\tb\n");
        assertThat(text(session.reply(new MasterReply.Done(1, true)))).isEqualTo("DONE\t1\t\n");
        assertThat(session.reply(new MasterReply.Listed(1, "c"))).isEmpty();
    }

    @Test
    void replyThatTheClientCannotReadIsAFailure() {
        say("VERSION\t1\t0\nUSER\t1\ta\tservice=imap\nUSER\t2\ta\tservice=imap\n");
        String longest = "x".repeat(MasterSession.MAX_REPLY - "USER\t1\ta\tx=\n".length());
        assertThat(text(session.reply(new MasterReply.User(1, "a", Parameters.of("x=" + longest)))))
                .startsWith("USER\t1\ta\tx=")
                .hasSize(8191);
        assertThat(text(session.reply(new MasterReply.User(2, "a", Parameters.of("x=" + longest + "x")))))
                .isEqualTo("FAIL\t2\treason=reply too long\n");
    }

    @Test
    void nameThatTheClientCannotReadFailsTheList() {
        say("VERSION\t1\t0\nLIST\t1\tuser=*\n");
        assertThat(text(session.reply(new MasterReply.Listed(1, "x".repeat(9000)))))
                .isEqualTo("DONE\t1\tfail\n");
        assertThat(session.reply(new MasterReply.Listed(1, "y"))).isEmpty();
    }

    @Test
    void requestBeyondTheBoundFails() {
        say("VERSION\t1\t3\n");
        for (int id = 1; id <= MasterSession.MAX_OPEN; id++) {
            assertThat(say("USER\t" + id + "\talice\tservice=imap\n")).hasSize(1);
        }
        assertThat(text(say("USER\t5000\talice\tservice=imap\n"))).isEqualTo("FAIL\t5000\treason=too many requests\n");
        session.reply(new MasterReply.NotFound(1));
        assertThat(say("USER\t5000\talice\tservice=imap\n")).singleElement().isInstanceOf(Answer.class);
    }

    @Test
    void idIsTakenUntilItIsAnswered() {
        assertThat(text(say("VERSION\t1\t3\nUSER\t1\ta\tservice=imap\nUSER\t1\tb\tservice=imap\n")))
                .endsWith("<Close[reason=duplicate request id]>");
        assertThat(session.reply(new MasterReply.NotFound(1))).isEmpty();
        assertThat(say("USER\t2\ta\tservice=imap\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST\t1\t2\t3\t00000000000000000000000000000000", "CACHE-FLUSH\t1"})
    void onlyTheMasterSocketHasPrivileges(String command) {
        assertThat(say("VERSION\t1\t1\n" + command + "\n")).singleElement().isInstanceOf(Answer.class);
        MasterSession userdb = new MasterSession(MasterSocket.USERDB, 42);
        assertThat(text(userdb.received(("VERSION\t1\t1\n" + command + "\n").getBytes(UTF_8))))
                .isEqualTo("<Close[reason=unknown command]>");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2147483648L})
    void refusesServerNumberThatIsNoPid(long number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MasterSession(MasterSocket.USERDB, number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "password={PLAIN}x"})
    void passNeverTellsThePassword(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MasterReply.Pass(1, "a", Parameters.of(field)));
    }

    @RepeatedTest(500)
    void brokenBytesCauseNothingButInquiriesNotFoundsAndAClose() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = ("VERSION\t1\t1\nUSER\t1\ta\u0001tb\tservice=x\nPASS\t2\tb\tprotocol=x\nLIST\t3\t\tuser=*\n"
                        + "CACHE-FLUSH\t4\ta\tb\r\nREQUEST\t5\t6\t7\t" + "0".repeat(32) + "\tsession_pid=8\n")
                .getBytes(UTF_8);
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) "\t\n\r\0\u0001=0\u00ffA".charAt(random.nextInt(9));
        }
        List<MasterEffect> effects = session.received(bytes);
        assertThat(effects)
                .as("seed %d", seed)
                .allMatch(effect ->
                        effect instanceof Send == text(List.of(effect)).startsWith("NOTFOUND\t"));
        assertThat(effects.stream().filter(MasterEffect.Close.class::isInstance))
                .as("seed %d", seed)
                .hasSizeLessThan(2);
    }

    private List<MasterEffect> say(String lines) {
        return session.received(lines.getBytes(UTF_8));
    }

    private static String text(List<MasterEffect> effects) {
        StringBuilder text = new StringBuilder();
        for (MasterEffect effect : effects) {
            text.append(effect instanceof Send send ? new String(send.bytes(), UTF_8) : "<" + effect + ">");
        }
        return text.toString();
    }
}
