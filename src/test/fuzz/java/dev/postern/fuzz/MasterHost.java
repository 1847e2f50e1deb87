package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.master.MasterCommand.CacheFlush;
import dev.postern.dovecot.master.MasterCommand.Inquiry;
import dev.postern.dovecot.master.MasterCommand.ListUsers;
import dev.postern.dovecot.master.MasterCommand.Pass;
import dev.postern.dovecot.master.MasterCommand.User;
import dev.postern.dovecot.master.MasterEffect;
import dev.postern.dovecot.master.MasterEffect.Answer;
import dev.postern.dovecot.master.MasterEffect.Close;
import dev.postern.dovecot.master.MasterEffect.Send;
import dev.postern.dovecot.master.MasterReply;
import dev.postern.dovecot.master.MasterSession;
import dev.postern.dovecot.master.MasterSocket;
import dev.postern.dovecot.wire.Parameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A gateway around one session of a mail process, which keeps every third answer back. */
final class MasterHost {

    private final MasterSession session;
    private final StringBuilder said = new StringBuilder();
    private final Deque<Inquiry> kept = new ArrayDeque<>();
    private boolean over;
    private boolean closed;

    MasterHost(MasterSocket socket) {
        session = new MasterSession(socket, 42);
        perform(session.opened());
    }

    void receive(byte[] chunk) {
        perform(session.received(chunk));
    }

    /** Answers what it has kept back, and returns all that it said. */
    String end() {
        assertThat(kept).hasSizeLessThanOrEqualTo(MasterSession.MAX_OPEN);
        while (!kept.isEmpty()) {
            answer(kept.remove());
        }
        return said.toString();
    }

    /** Whoever closes is dead as soon as it has said so, and hears no answer to what it has asked before. */
    private void perform(List<MasterEffect> effects) {
        over |= effects.stream().anyMatch(Close.class::isInstance);
        for (MasterEffect effect : effects) {
            if (effect instanceof Send send) {
                assertThat(closed).as("nothing is said behind the end").isFalse();
                assertThat(send.bytes()).hasSizeLessThanOrEqualTo(MasterSession.MAX_REPLY);
                said.append(new String(send.bytes(), ISO_8859_1));
            } else if (effect instanceof Answer answer) {
                take(answer.inquiry());
            } else if (effect instanceof Close close) {
                closed = true;
                said.append(close).append('\n');
            }
        }
    }

    private void take(Inquiry inquiry) {
        if (inquiry.id() % 3 == 0) {
            kept.add(inquiry);
        } else {
            answer(inquiry);
        }
    }

    private void answer(Inquiry inquiry) {
        int before = said.length();
        perform(session.reply(reply(inquiry)));
        assertThat(said.length() > before).as("%s is answered", inquiry.id()).isEqualTo(!over);
        before = said.length();
        perform(session.reply(reply(inquiry)));
        assertThat(said.length()).as("%s is answered once", inquiry.id()).isEqualTo(before);
    }

    /** Says the name back, which is the client's own choice. */
    private static MasterReply reply(Inquiry inquiry) {
        if (inquiry instanceof User user) {
            return new MasterReply.User(user.id(), user.name(), Parameters.of("home=/" + user.name()));
        }
        if (inquiry instanceof Pass pass) {
            return new MasterReply.Pass(pass.id(), pass.name(), Parameters.of("k=" + pass.name()));
        }
        if (inquiry instanceof ListUsers list) {
            return new MasterReply.Done(list.id(), list.mask().text().isEmpty());
        }
        if (inquiry instanceof CacheFlush flush) {
            return new MasterReply.Flushed(flush.id(), flush.names().size());
        }
        return new MasterReply.Fail(inquiry.id(), "a\tb\nc\0");
    }
}
