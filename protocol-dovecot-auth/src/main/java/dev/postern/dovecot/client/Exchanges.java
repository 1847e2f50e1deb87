package dev.postern.dovecot.client;

import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Cancelled;
import dev.postern.dovecot.client.AuthClientEffect.Close;
import dev.postern.dovecot.client.AuthClientEffect.HandOff;
import dev.postern.dovecot.client.AuthClientEffect.Manner;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.client.Exchange.Turn;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslMechanism;
import dev.postern.sasl.SaslStep;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open exchanges of one connection, and what becomes of them: each gets one final line, or none if it is dropped. */
final class Exchanges {

    /** Requests without a final line; a login process serves about as many clients, any other far fewer. */
    static final int MAX_OPEN = 1_024;

    /** How long an exchange may be open; Dovecot's own patience, after which its clients have given up. */
    static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(150);

    /** From this minor version on, an empty {@code resp=} is a response of no bytes. */
    private static final int EMPTY_RESPONSE_MINOR = 2;

    /** From this minor version on, a FAIL may carry the mechanism's last words. */
    private static final int NEW_FAIL_MINOR = 3;

    private final AuthServer server;
    private final List<AuthClientEffect> effects;

    /** In the order in which they began, so that the first to expire is the first. */
    private final Map<Long, Exchange> open = new LinkedHashMap<>();

    private long clientMinor;
    private long clientPid;
    private boolean over;

    /** @param effects where to put what is to be done */
    Exchanges(AuthServer server, List<AuthClientEffect> effects) {
        this.server = server;
        this.effects = effects;
    }

    void setClientMinor(long minor) {
        clientMinor = minor;
    }

    void setClientPid(long pid) {
        clientPid = pid;
    }

    boolean areOpen() {
        return !open.isEmpty();
    }

    /** Tells whether the connection is to be closed, so that nothing may be read from it or written to it any more. */
    boolean isOver() {
        return over;
    }

    void end(Manner manner, String reason) {
        over = true;
        effects.add(new Close(manner, reason));
    }

    void abandon() {
        over = true;
        open.values().forEach(exchange -> effects.add(new Cancelled(exchange.request)));
        open.clear();
    }

    void cancel(long id) {
        Exchange exchange = open.remove(id);
        if (exchange != null) {
            effects.add(new Cancelled(exchange.request));
        }
    }

    void expire(long now) {
        Iterator<Exchange> oldest = open.values().iterator();
        while (oldest.hasNext()) {
            Exchange exchange = oldest.next();
            if (now - exchange.startedAt < EXPIRY_NANOS) {
                return;
            }
            oldest.remove();
            effects.add(new Cancelled(exchange.request));
        }
    }

    void begin(ClientCommand.Auth auth, long now) throws ProtocolException {
        if (open.containsKey(auth.id())) {
            throw new ProtocolException(Reason.DUPLICATE_ID);
        }
        if (!auth.parameters().has("service") && !auth.parameters().has("protocol")) {
            throw new ProtocolException(Reason.SERVICE_MISSING);
        }
        Optional<SaslMechanism> mechanism = server.mechanisms(clientMinor).find(auth.mechanism());
        if (mechanism.isEmpty()) {
            send(Replies.malformed(auth.id(), "Unsupported authentication mechanism"));
            return;
        }
        AuthRequest request = new AuthRequest(auth.id(), mechanism.get().name(), auth.parameters());
        if (open.size() >= MAX_OPEN) {
            temporary(request, new Outcome.Temporary(""));
            return;
        }
        Exchange exchange = new Exchange(request, mechanism.get().newExchange(server.context()), now);
        open.put(request.id(), exchange);
        start(exchange, auth.response());
    }

    private void start(Exchange exchange, Optional<ResponseText> response) {
        if (response.isEmpty() || (response.get().isEmpty() && clientMinor < EMPTY_RESPONSE_MINOR)) {
            advance(exchange, exchange.sasl.start(null));
            return;
        }
        byte[] message =
                response.get().isEqualsSign() ? new byte[0] : response.get().decode();
        if (message == null) {
            fail(exchange, Replies.invalidBase64(exchange.request.id(), "initial response"));
            return;
        }
        advance(exchange, exchange.sasl.start(message));
        Arrays.fill(message, (byte) 0);
    }

    void goOn(ClientCommand.Cont cont) {
        Exchange exchange = open.get(cont.id());
        if (exchange == null) {
            send(Replies.malformed(cont.id(), "Authentication request timed out"));
            return;
        }
        if (exchange.turn == Turn.HOST) {
            fail(exchange, Replies.malformed(cont.id(), "Unexpected continuation"));
            effects.add(new Cancelled(exchange.request));
            return;
        }
        byte[] message = cont.response().decode();
        if (message == null || !bind(exchange, cont)) {
            fail(exchange, Replies.invalidBase64(cont.id(), "continued response"));
        } else if (exchange.settled instanceof Outcome.Success success) {
            grant(exchange, success, Optional.empty());
        } else if (exchange.settled instanceof Outcome.Refused refused) {
            fail(exchange, Replies.refused(exchange.request, refused, Optional.empty()));
        } else {
            advance(exchange, exchange.sasl.respond(message));
            Arrays.fill(message, (byte) 0);
        }
    }

    /**
     * Hands over what the login process tells of its client's channel: only what was asked for, and not if it is told
     * twice, for one of the two may be the mail client's own (CVE-2026-33603). False if it is not base64.
     */
    private static boolean bind(Exchange exchange, ClientCommand.Cont cont) {
        List<ResponseText> told = cont.channelBindings();
        if (exchange.binding.isEmpty() || told.size() != 1) {
            return true;
        }
        exchange.binding = "";
        byte[] data = told.get(0).decode();
        if (data == null) {
            return false;
        }
        exchange.sasl.channelBinding(data);
        return true;
    }

    private void advance(Exchange exchange, SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            exchange.turn = Turn.CLIENT;
            exchange.binding = challenge.channelBinding();
            send(new ServerLine.Cont(exchange.request.id(), challenge.data(), challenge.channelBinding()));
            return;
        }
        exchange.turn = Turn.HOST;
        exchange.asked = (SaslStep.ForHost) step;
        effects.add(new Authenticate(exchange.request, exchange.asked));
    }

    void credentials(AuthRequest request, Credentials credentials) {
        Exchange exchange = waitingForHost(request);
        if (exchange != null) {
            advance(exchange, exchange.sasl.credentials(credentials));
        }
    }

    void conclude(AuthRequest request, Outcome outcome) {
        Exchange exchange = waitingForHost(request);
        if (exchange == null) {
            return;
        }
        Outcome told =
                outcome instanceof Outcome.Success success ? Grant.check(server.type(), request, success) : outcome;
        if (told instanceof Outcome.Success success) {
            succeed(exchange, success);
        } else if (told instanceof Outcome.Refused refused) {
            refuse(exchange, refused);
        } else {
            open.remove(request.id());
            temporary(request, (Outcome.Temporary) told);
        }
    }

    /** The exchange, if it is the very one and still waits; ids are used again. */
    private @Nullable Exchange waitingForHost(AuthRequest request) {
        Exchange exchange = over ? null : open.get(request.id());
        return exchange != null && exchange.request == request && exchange.turn == Turn.HOST ? exchange : null;
    }

    private void succeed(Exchange exchange, Outcome.Success success) {
        if (!exchange.mayEndInSuccess()) {
            throw new IllegalStateException("success of an exchange that has proved nothing: " + exchange.request);
        }
        Optional<Octets> lastWords = exchange.lastWords();
        if (lastWords.isEmpty() || exchange.request.takesFinalResponse()) {
            grant(exchange, success, lastWords);
            return;
        }
        settle(exchange, success, lastWords.get());
    }

    /** Clients from 2.4 on take the words along with FAIL, all others acknowledge them first. */
    private void refuse(Exchange exchange, Outcome.Refused refused) {
        Optional<Octets> words = exchange.wordsOfRefusal();
        boolean atOnce = words.isEmpty() || (exchange.request.takesFinalResponse() && clientMinor >= NEW_FAIL_MINOR);
        if (atOnce) {
            fail(exchange, Replies.refused(exchange.request, refused, words));
        } else {
            settle(exchange, refused, words.get());
        }
    }

    private void settle(Exchange exchange, Outcome outcome, Octets words) {
        exchange.turn = Turn.ACKNOWLEDGEMENT;
        exchange.settled = outcome;
        send(new ServerLine.Cont(exchange.request.id(), words));
    }

    private void grant(Exchange exchange, Outcome.Success success, Optional<Octets> lastWords) {
        open.remove(exchange.request.id());
        byte[] line = Replies.ok(exchange.request, success, lastWords).encode();
        if (line.length > LineDecoder.AUTH_LINE) {
            temporary(exchange.request, new Outcome.Temporary(success.user()));
            return;
        }
        if (server.type() == SocketType.LOGIN
                && !success.fields().has("nologin")
                && !success.fields().has("proxy")) {
            effects.add(new HandOff(exchange.request, clientPid, success));
        }
        effects.add(new Send(line));
    }

    private void fail(Exchange exchange, ServerLine.Fail line) {
        open.remove(exchange.request.id());
        send(line);
    }

    /** Says it so that nobody takes it for a wrong password. */
    private void temporary(AuthRequest request, Outcome.Temporary temporary) {
        if (request.authenticationOnly()) {
            end(Manner.ABORT, "temporary failure");
        } else {
            send(Replies.temporary(request, temporary));
        }
    }

    private void send(ServerLine line) {
        effects.add(new Send(line.encode()));
    }
}
