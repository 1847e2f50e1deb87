package dev.postern.dovecot.dialog;

import dev.postern.dovecot.dialog.Dialog.Step;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One playing of a dialog. */
final class Play {

    private final Dialog dialog;
    private final Server server;
    private final Memory memory = new Memory();
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final StringBuilder unsent = new StringBuilder();
    private String socket;

    Play(Dialog dialog, Server server) throws IOException {
        this.dialog = dialog;
        this.server = server;
        this.socket = dialog.socket();
        turnTo(socket);
    }

    private void turnTo(String next) throws IOException {
        flush();
        if (!peers.containsKey(next)) {
            peers.put(next, server.connect(next));
        }
        socket = next;
    }

    private Peer peer() {
        return Objects.requireNonNull(peers.get(socket));
    }

    void take(Step step) throws IOException {
        if (step instanceof Step.Say say) {
            unsent.append(say.template().said(memory)).append('\n');
        } else if (step instanceof Step.On on) {
            turnTo(on.socket());
        } else if (step instanceof Step.Hear hear) {
            flush();
            hear(hear);
        } else {
            flush();
            end((Step.End) step);
        }
    }

    /** Lines in a row go out in one piece. */
    private void flush() throws IOException {
        if (!unsent.isEmpty()) {
            peer().say(unsent.toString());
            unsent.setLength(0);
        }
    }

    private void hear(Step.Hear expected) throws IOException {
        Peer.Heard heard = peer().hear();
        while (expected.later() && heard instanceof Peer.Heard.Text text && !isHeard(expected, text)) {
            heard = peer().hear();
        }
        boolean asExpected = heard instanceof Peer.Heard.Text text && (expected.later() || isHeard(expected, text));
        if (!asExpected) {
            throw new AssertionError(dialog + ": expected " + expected.template() + ", heard " + heard);
        }
    }

    private boolean isHeard(Step.Hear expected, Peer.Heard.Text text) {
        return expected.template().matches(text.line(), memory);
    }

    private void end(Step.End expected) throws IOException {
        Peer.Heard heard = peer().hear();
        boolean aborted = expected.aborted() && peer().showsAborts();
        boolean asExpected = heard instanceof Peer.Heard.Aborted || (!aborted && heard instanceof Peer.Heard.Closed);
        if (!asExpected) {
            throw new AssertionError(dialog + ": expected " + (aborted ? "a reset" : "the end") + ", heard " + heard);
        }
    }

    /** Nothing follows, on no connection. */
    void end() throws IOException {
        flush();
        for (Map.Entry<String, Peer> peer : peers.entrySet()) {
            if (!peer.getValue().isSilent()) {
                throw new AssertionError(dialog + ": something came after the end, on " + peer.getKey());
            }
        }
    }
}
