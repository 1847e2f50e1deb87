package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A pure session behind a gateway that answers at once. */
abstract class SessionPeer implements Peer {

    /** How a client's bytes reach the session. */
    enum Delivery {
        /** As they were sent. */
        WHOLE,
        /** Each for itself. */
        SINGLE_BYTES,
        /** As they were sent, but with CRLF, as Dovecot 2.4.2 does on some sockets. */
        CRLF
    }

    private final Delivery delivery;
    private final Deque<Heard> heard = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    SessionPeer(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Tells the session of bytes and carries out what it wants. */
    abstract void receive(byte[] bytes);

    @Override
    public void say(String text) {
        byte[] bytes = (delivery == Delivery.CRLF ? text.replaceAll("(?<!\r)\n", "\r\n") : text).getBytes(ISO_8859_1);
        if (delivery != Delivery.SINGLE_BYTES) {
            receive(bytes);
            return;
        }
        for (int i = 0; i < bytes.length; i++) {
            receive(Arrays.copyOfRange(bytes, i, i + 1));
        }
    }

    @Override
    public Heard hear() {
        Heard next = heard.poll();
        return next == null ? new Heard.Silence() : next;
    }

    @Override
    public boolean isSilent() {
        return heard.isEmpty();
    }

    @Override
    public boolean showsAborts() {
        return true;
    }

    void sent(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet == '\n') {
                heard.add(new Heard.Text(line.toString()));
                line.setLength(0);
            } else {
                line.append((char) (octet & 0xFF));
            }
        }
    }

    void ended(boolean aborted) {
        heard.add(aborted ? new Heard.Aborted() : new Heard.Closed());
    }
}
