package dev.postern.dovecot.dialog;

import dev.postern.dovecot.master.MasterCommand;
import dev.postern.dovecot.master.MasterEffect;
import dev.postern.dovecot.master.MasterReply;
import dev.postern.dovecot.master.MasterSession;
import dev.postern.dovecot.master.MasterSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The session of a mail process. */
final class MasterPeer extends SessionPeer {

    private final Site site;
    private final boolean outage;
    private final MasterSession session;

    MasterPeer(Delivery delivery, MasterSocket socket, Site site, boolean outage) {
        super(delivery);
        this.site = site;
        this.outage = outage;
        this.session = new MasterSession(socket, 4242);
        carryOut(session.opened());
    }

    @Override
    void receive(byte[] bytes) {
        carryOut(session.received(bytes));
    }

    private void carryOut(List<MasterEffect> effects) {
        for (MasterEffect effect : effects) {
            if (effect instanceof MasterEffect.Send send) {
                sent(send.bytes());
            } else if (effect instanceof MasterEffect.Answer answer) {
                answer(answer.inquiry()).forEach(reply -> carryOut(session.reply(reply)));
            } else {
                ended(false);
            }
        }
    }

    private List<MasterReply> answer(MasterCommand.Inquiry inquiry) {
        if (inquiry instanceof MasterCommand.ListUsers list) {
            return list(list.id());
        }
        if (inquiry instanceof MasterCommand.CacheFlush flush) {
            return List.of(new MasterReply.Flushed(flush.id(), 0));
        }
        if (inquiry instanceof MasterCommand.Request || outage) {
            return List.of(new MasterReply.Fail(inquiry.id(), ""));
        }
        return List.of(lookUp(inquiry));
    }

    private List<MasterReply> list(long id) {
        if (outage) {
            return List.of(new MasterReply.Done(id, false));
        }
        List<MasterReply> replies = new ArrayList<>();
        site.accounts().forEach(account -> replies.add(new MasterReply.Listed(id, account.name())));
        replies.add(new MasterReply.Done(id, true));
        return replies;
    }

    private MasterReply lookUp(MasterCommand.Inquiry inquiry) {
        if (inquiry instanceof MasterCommand.User user) {
            Optional<MasterReply> found = site.find(user.name())
                    .map(account -> new MasterReply.User(user.id(), account.name(), account.userdb()));
            return found.orElse(new MasterReply.NotFound(user.id()));
        }
        MasterCommand.Pass pass = (MasterCommand.Pass) inquiry;
        Optional<MasterReply> found = site.find(pass.name())
                .map(account -> new MasterReply.Pass(pass.id(), account.name(), account.passdb()));
        return found.orElse(new MasterReply.NotFound(pass.id()));
    }
}
