package dev.postern.acceptance.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.smtp.Delivery;
import dev.postern.acceptance.smtp.LmtpSink;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference itself: a Postfix that reads the tutorial's tables. What fails here says nothing of Postern. */
@Acceptance(needs = {Peer.POSTFIX, Peer.POSTFIX_PGSQL})
class PostfixTest {
    private static LmtpSink sink;
    private static Postfix postfix;
    private static PgsqlMaps maps;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        sink = workspace.own(LmtpSink.open());
        maps = new PgsqlMaps(workspace, workspace.own(Database.ofSampleSite()));
        postfix = Postfix.in(workspace, "mta")
                .set("virtual_mailbox_domains", maps.virtualDomains())
                .set("virtual_mailbox_maps", maps.virtualMailboxes())
                .set("virtual_alias_maps", maps.virtualAliases())
                .set("virtual_transport", "lmtp:inet:127.0.0.1:" + sink.port())
                .start();
    }

    @Test
    void deliversToTheUserBehindAnAlias() throws IOException {
        try (SmtpClient client = postfix.connect()) {
            client.ehlo();
            assertThat(client.mailFrom("sender@example.org").code()).isEqualTo(250);
            assertThat(client.rcptTo("Kim+x@Snorl.AX").code()).isEqualTo(250);
            assertThat(client.data("by the reference").code()).isEqualTo(250);
        }
        assertThat(sink.await("by the reference", 1))
                .containsExactly(new Delivery("sender@example.org", "user+x@snorl.ax", "by the reference"));
    }

    @Test
    void refusesAnUnknownRecipient() throws IOException {
        try (SmtpClient client = postfix.connect()) {
            client.ehlo();
            client.mailFrom("sender@example.org");
            assertThat(client.rcptTo("nobody@snorl.ax").code()).isEqualTo(550);
        }
    }

    @Test
    void answersThroughPostmap() throws IOException {
        Postmap postmap = postfix.postmap();
        assertThat(postmap.query("kim@snorl.ax", maps.virtualAliases()))
                .isEqualTo(new MapAnswer.Found("user@snorl.ax"));
        assertThat(postmap.query("nobody@snorl.ax", maps.virtualAliases())).isEqualTo(new MapAnswer.NotFound());
        assertThat(postmap.query("kim@snorl.ax", "socketmap:unix:/nowhere:aliases"))
                .isInstanceOf(MapAnswer.Failed.class);
    }
}
