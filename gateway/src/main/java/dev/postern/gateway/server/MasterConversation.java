package dev.postern.gateway.server;

import dev.postern.dovecot.master.MasterCommand;
import dev.postern.dovecot.master.MasterEffect;
import dev.postern.dovecot.master.MasterEffect.Answer;
import dev.postern.dovecot.master.MasterEffect.Close;
import dev.postern.dovecot.master.MasterEffect.Send;
import dev.postern.dovecot.master.MasterReply;
import dev.postern.dovecot.master.MasterSession;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import dev.postern.gateway.logging.SparseLog;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Carries out what a session of auth-userdb or auth-master wants done. */
final class MasterConversation implements Conversation {
    private static final SparseLog LOG = new SparseLog(LoggerFactory.getLogger(MasterConversation.class));

    private final Connection connection;
    private final MasterSession session;
    private final Supplier<Inquiries> inquiries;
    private final HandOffs handOffs;

    /** Lists that are being written, to be ended when the reader is gone. */
    private final Set<UserCursor> cursors = new HashSet<>();

    /** Lists whose next page may be asked for once the last one has been taken. */
    private final Queue<Runnable> paused = new ArrayDeque<>();

    MasterConversation(Connection connection, MasterSession session, Supplier<Inquiries> inquiries, HandOffs handOffs) {
        this.connection = connection;
        this.session = session;
        this.inquiries = inquiries;
        this.handOffs = handOffs;
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
                answer(answer.inquiry());
            } else if (effect instanceof Close close) {
                LOG.warn(connection.listener(), "connection closed {}: {}", connection, close.reason());
                connection.close();
            }
        }
    }

    private void answer(MasterCommand.Inquiry inquiry) {
        OptionalLong onlyUid = connection.onlyUid();
        if (onlyUid.isPresent() && !(inquiry instanceof MasterCommand.User)) {
            LOG.warn(
                    connection.listener() + " others",
                    "refused to a peer that may hear of users of its own uid alone {}",
                    connection);
            perform(session.reply(denied(inquiry)));
        } else if (inquiry instanceof MasterCommand.ListUsers list) {
            UserCursor users = inquiries.get().users();
            cursors.add(users);
            nextPage(list, users);
        } else if (inquiry instanceof MasterCommand.Request request) {
            takeOver(request);
        } else {
            connection.whenDone(
                    inquiries.get().answer(inquiry), reply -> perform(session.reply(spoken(filtered(reply, onlyUid)))));
        }
    }

    private static MasterReply denied(MasterCommand.Inquiry inquiry) {
        return inquiry instanceof MasterCommand.ListUsers
                ? new MasterReply.Done(inquiry.id(), false)
                : new MasterReply.Fail(inquiry.id(), "");
    }

    private MasterReply spoken(MasterReply reply) {
        return reply instanceof MasterReply.User user
                ? new MasterReply.User(
                        user.id(), user.name(), UserdbFields.spoken(session.clientMinor(), user.fields()))
                : reply;
    }

    /** Dovecot says the same of a user of another uid: not that there is none, for that would bounce mail. */
    private MasterReply filtered(MasterReply reply, OptionalLong onlyUid) {
        boolean hidden = onlyUid.isPresent()
                && reply instanceof MasterReply.User user
                && !user.fields().number("uid").equals(onlyUid);
        if (hidden) {
            LOG.warn(
                    connection.listener() + " others",
                    "user of another uid asked for {} uid={}",
                    connection,
                    onlyUid.getAsLong());
            return new MasterReply.Fail(reply.id(), "");
        }
        return reply;
    }

    private void takeOver(MasterCommand.Request request) {
        Optional<HandOffs.Arrival> arrival = isPeers(request) ? handOffs.take(ticket(request)) : Optional.empty();
        if (arrival.isPresent()) {
            connection.whenDone(
                    inquiries.get().takeOver(request.id(), arrival.get()),
                    reply -> perform(session.reply(spoken(reply))));
        } else {
            LOG.warn(
                    connection.listener() + " hand-off",
                    "hand-off refused {} login={}.{}: no such login waits (another cookie, taken over before, or too old)",
                    connection,
                    request.clientPid(),
                    request.authId());
            perform(session.reply(new MasterReply.Fail(request.id(), "")));
        }
    }

    /** Whoever asks must ask for itself, where both pids are known; Dovecot checks the same. */
    private boolean isPeers(MasterCommand.Request request) {
        OptionalLong claimed = request.sessionPid();
        OptionalLong known = connection.peerPid();
        boolean claimsNone = !request.parameters().has("session_pid");
        boolean isPeers = claimsNone || known.isEmpty() || claimed.equals(known);
        if (!isPeers) {
            LOG.warn(
                    connection.listener() + " process",
                    "hand-off asked for another process {} session_pid={} pid={}",
                    connection,
                    claimed.orElse(0),
                    known.getAsLong());
        }
        return isPeers;
    }

    private static HandOffs.Ticket ticket(MasterCommand.Request request) {
        return new HandOffs.Ticket(request.cookie(), request.clientPid(), request.authId());
    }

    private void nextPage(MasterCommand.ListUsers list, UserCursor users) {
        connection.whenDone(users.next(), page -> write(list, users, page));
    }

    private void write(MasterCommand.ListUsers list, UserCursor users, UserPage page) {
        if (page instanceof UserPage.Users some) {
            some.names().stream()
                    .filter(list.mask()::matches)
                    .forEach(name -> perform(session.reply(new MasterReply.Listed(list.id(), name))));
        }
        if (page instanceof UserPage.Users some && !some.last()) {
            paused.add(() -> nextPage(list, users));
            resumed();
            return;
        }
        if (page instanceof UserPage.Broken broken) {
            LOG.warn(
                    connection.listener() + " list",
                    "list of users broken off {}: {}",
                    connection,
                    broken.failure().detail());
        }
        perform(session.reply(new MasterReply.Done(list.id(), page instanceof UserPage.Users)));
        cursors.remove(users);
        users.close();
    }

    /** Goes on with lists whose reader has taken the page before. */
    @Override
    public void resumed() {
        while (!connection.isHeld() && !paused.isEmpty()) {
            paused.remove().run();
        }
    }

    @Override
    public void closed() {
        cursors.forEach(UserCursor::close);
    }
}
