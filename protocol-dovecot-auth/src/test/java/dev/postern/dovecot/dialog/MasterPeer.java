package dev.postern.dovecot.dialog;

import dev.postern.dovecot.master.MasterCommand;
import dev.postern.dovecot.master.MasterEffect;
import dev.postern.dovecot.master.MasterReply;
import dev.postern.dovecot.master.MasterSession;
import dev.postern.dovecot.master.MasterSocket;
import dev.postern.dovecot.wire.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The session of a mail process. */
final class MasterPeer extends SessionPeer {

    private final Site site;
    private final boolean outage;
    private final SessionServer server;
    private final MasterSession session;

    MasterPeer(Delivery delivery, MasterSocket socket, SessionServer server) {
        super(delivery);
        this.site = server.site();
        this.outage = server.isOut();
        this.server = server;
        this.session = new MasterSession(socket, SessionServer.PID);
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
        if (outage) {
            return List.of(new MasterReply.Fail(inquiry.id(), ""));
        }
        if (inquiry instanceof MasterCommand.Request request) {
            return List.of(takeOver(request));
        }
        return List.of(lookUp(inquiry));
    }

    /** For the process that asks, and no other. */
    private MasterReply takeOver(MasterCommand.Request request) {
        if (request.sessionPid().orElse(0) != ProcessHandle.current().pid()) {
            return new MasterReply.Fail(request.id(), "");
        }
        return server.take(new SessionServer.Ticket(request.cookie(), request.clientPid(), request.authId()))
                .<MasterReply>map(arrival -> handedOn(request.id(), arrival))
                .orElse(new MasterReply.Fail(request.id(), ""));
    }

    private static MasterReply handedOn(long id, SessionServer.Arrival arrival) {
        List<String> fields = new ArrayList<>(arrival.account().userdb().fields());
        fields.add("auth_mech=" + arrival.mechanism());
        return new MasterReply.User(id, arrival.account().name(), new Parameters(fields));
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
