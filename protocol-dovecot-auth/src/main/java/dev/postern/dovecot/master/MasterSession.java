package dev.postern.dovecot.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.master.MasterCommand.Inquiry;
import dev.postern.dovecot.master.MasterEffect.Answer;
import dev.postern.dovecot.master.MasterEffect.Close;
import dev.postern.dovecot.master.MasterEffect.Send;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One connection of a client of auth-userdb or auth-master. The gateway tells it what happens and carries out, in order,
 * the effects that each call returns. Not thread-safe.
 */
public final class MasterSession {

    /** Inquiries without an answer; Dovecot 2.3 has one at a time, 2.4 several. */
    public static final int MAX_OPEN = 1_024;

    /** Bytes that Dovecot's client library reads of a line, LF included, before it gives the connection up. */
    public static final int MAX_REPLY = 8_191;

    private static final int MAJOR = 1;
    private static final int MINOR = 1;

    private final MasterSocket socket;
    private final long serverPid;
    private final LineDecoder decoder = new LineDecoder(LineDecoder.AUTH_LINE);
    private final Set<Long> open = new HashSet<>();
    private boolean greeted;
    private long clientMinor;
    private boolean over;

    /**
     * A connection that has just been accepted.
     *
     * @param serverPid the same on all sockets of this gateway, for its whole life
     * @throws IllegalArgumentException if that is no pid, from 1 to 2147483647
     */
    public MasterSession(MasterSocket socket, long serverPid) {
        if (serverPid < 1 || serverPid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a pid: " + serverPid);
        }
        this.socket = socket;
        this.serverPid = serverPid;
    }

    /** The connection stands. */
    public List<MasterEffect> opened() {
        String greeting = "VERSION\t" + MAJOR + '\t' + MINOR + "\nSPID\t" + serverPid + '\n';
        return List.of(new Send(greeting.getBytes(UTF_8)));
    }

    /** Bytes came in. They are read at once; the array may be used again when the call returns. */
    public List<MasterEffect> received(byte[] bytes) {
        List<MasterEffect> effects = new ArrayList<>();
        if (over) {
            return effects;
        }
        decoder.feed(bytes, 0, bytes.length);
        try {
            for (Line line = decoder.next(); line != null; line = decoder.next()) {
                obey(MasterCommand.parse(line), effects);
            }
        } catch (ProtocolException broken) {
            over = true;
            effects.add(new Close(broken.reason().text()));
        }
        return effects;
    }

    /** An answer, or a part of one; of no effect if nobody waits for it any more. */
    public List<MasterEffect> reply(MasterReply reply) {
        if (over || !open.contains(reply.id())) {
            return List.of();
        }
        byte[] line = reply.encode();
        MasterReply sent = reply;
        if (line.length > MAX_REPLY) {
            sent = tooLong(reply);
            line = sent.encode();
        }
        if (sent.isFinal()) {
            open.remove(reply.id());
        }
        return List.of(new Send(line));
    }

    private static MasterReply tooLong(MasterReply reply) {
        return reply.isFinal()
                ? new MasterReply.Fail(reply.id(), "reply too long")
                : new MasterReply.Done(reply.id(), false);
    }

    /** Returns the minor version that the client speaks: from 3 on it is Dovecot 2.4, with other names of fields. */
    public long clientMinor() {
        return clientMinor;
    }

    private void obey(MasterCommand command, List<MasterEffect> effects) throws ProtocolException {
        if (!greeted) {
            greet(command);
        } else if (command instanceof Inquiry inquiry) {
            accept(inquiry, effects);
        } else {
            throw new ProtocolException(Reason.UNKNOWN_COMMAND);
        }
    }

    private void greet(MasterCommand command) throws ProtocolException {
        if (!(command instanceof MasterCommand.Version version)) {
            throw new ProtocolException(Reason.VERSION_MISSING);
        }
        if (version.major() != MAJOR) {
            throw new ProtocolException(Reason.VERSION_UNSUPPORTED);
        }
        clientMinor = version.minor();
        greeted = true;
    }

    private void accept(Inquiry inquiry, List<MasterEffect> effects) throws ProtocolException {
        check(inquiry);
        if (open.contains(inquiry.id())) {
            throw new ProtocolException(Reason.DUPLICATE_ID);
        }
        if (open.size() >= MAX_OPEN) {
            effects.add(new Send(new MasterReply.Fail(inquiry.id(), "too many requests").encode()));
        } else if (isNobody(inquiry)) {
            effects.add(new Send(new MasterReply.NotFound(inquiry.id()).encode()));
        } else {
            open.add(inquiry.id());
            effects.add(new Answer(inquiry));
        }
    }

    private void check(Inquiry inquiry) throws ProtocolException {
        boolean privileged = inquiry instanceof MasterCommand.Request || inquiry instanceof MasterCommand.CacheFlush;
        if (privileged && socket == MasterSocket.USERDB) {
            throw new ProtocolException(Reason.UNKNOWN_COMMAND);
        }
        if (inquiry instanceof MasterCommand.User user) {
            requireService(user.parameters());
        } else if (inquiry instanceof MasterCommand.Pass pass) {
            requireService(pass.parameters());
        }
    }

    private static void requireService(Parameters parameters) throws ProtocolException {
        if (!parameters.has("service") && !parameters.has("protocol")) {
            throw new ProtocolException(Reason.SERVICE_MISSING);
        }
    }

    private static boolean isNobody(Inquiry inquiry) {
        if (inquiry instanceof MasterCommand.User user) {
            return user.name().isEmpty();
        }
        return inquiry instanceof MasterCommand.Pass pass && pass.name().isEmpty();
    }
}
