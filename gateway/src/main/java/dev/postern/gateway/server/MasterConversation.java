package dev.postern.gateway.server;

import dev.postern.dovecot.master.MasterEffect;
import dev.postern.dovecot.master.MasterEffect.Answer;
import dev.postern.dovecot.master.MasterEffect.Close;
import dev.postern.dovecot.master.MasterEffect.Send;
import dev.postern.dovecot.master.MasterSession;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a session of auth-userdb or auth-master wants done. */
final class MasterConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(MasterConversation.class);

    private final Connection connection;
    private final MasterSession session;
    private final Supplier<Inquiries> inquiries;

    MasterConversation(Connection connection, MasterSession session, Supplier<Inquiries> inquiries) {
        this.connection = connection;
        this.session = session;
        this.inquiries = inquiries;
    }

    @Override
    public void opened() {
        perform(session.opened());
    }

    @Override
    public void received(byte[] bytes) {
        perform(session.received(bytes));
    }

    private void perform(List<MasterEffect> effects) {
        for (MasterEffect effect : effects) {
            if (effect instanceof Send send) {
                connection.send(send.bytes());
            } else if (effect instanceof Answer answer) {
                connection.whenDone(inquiries.get().answer(answer.inquiry()), reply -> perform(session.reply(reply)));
            } else if (effect instanceof Close close) {
                LOG.warn("connection closed {}: {}", connection, close.reason());
                connection.close();
            }
        }
    }
}
