package dev.postern.dovecot.dialog;

import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.dialog.SessionPeer.Delivery;
import dev.postern.dovecot.dialog.Site.Account;
import dev.postern.dovecot.master.MasterSocket;
import dev.postern.dovecot.wire.ConnectionCookie;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pure sessions of one dialog, and what they share: the accounts, and the logins that wait for a mail process. */
final class SessionServer implements Server {

    /** The same on all sockets. */
    static final int PID = 4242;

    /** By what a mail process asks for a login. */
    record Ticket(ConnectionCookie cookie, long clientPid, long authId) {}

    /** A login that waits. */
    record Arrival(Account account, String mechanism) {}

    private final Delivery delivery;
    private final Site site;
    private final boolean outage;
    private final Map<Ticket, Arrival> arrivals = new HashMap<>();

    SessionServer(Delivery delivery, Site site, boolean outage) {
        this.delivery = delivery;
        this.site = site;
        this.outage = outage;
    }

    @Override
    public Peer connect(String socket) {
        return switch (socket) {
            case "auth-client" -> new AuthClientPeer(delivery, SocketType.AUTH, this);
            case "auth-login" -> new AuthClientPeer(delivery, SocketType.LOGIN, this);
            case "auth-userdb" -> new MasterPeer(delivery, MasterSocket.USERDB, this);
            case "auth-master" -> new MasterPeer(delivery, MasterSocket.MASTER, this);
            default -> throw new IllegalArgumentException("no such socket: " + socket);
        };
    }

    Site site() {
        return site;
    }

    boolean isOut() {
        return outage;
    }

    void handOff(Ticket ticket, Arrival arrival) {
        arrivals.put(ticket, arrival);
    }

    /** Once. */
    Optional<Arrival> take(Ticket ticket) {
        return Optional.ofNullable(arrivals.remove(ticket));
    }
}
