package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthClientEffect;
import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Close;
import dev.postern.dovecot.client.AuthClientEffect.HandOff;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.client.AuthClientSession;
import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.Outcome;
import dev.postern.gateway.auth.CredentialsResult;
import dev.postern.sasl.SaslStep;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what an auth client's session wants done. */
final class AuthClientConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(AuthClientConversation.class);

    /** How often open exchanges are looked over for those that their client has abandoned (they have 150 s). */
    private static final long TICK = 10_000;

    private final Connection connection;
    private final AuthClientSession session;
    private final Supplier<Logins> logins;
    private final Consumer<HandOff> handOffs;

    /** Whose proof is compared with credentials that the source has not confirmed; gone with its exchange. */
    private final Set<AuthRequest> stale = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean ticking;

    /** @param handOffs told of each user whom a login process may hand on, before the login process is */
    AuthClientConversation(
            Connection connection, AuthClientSession session, Supplier<Logins> logins, Consumer<HandOff> handOffs) {
        this.connection = connection;
        this.session = session;
        this.logins = logins;
        this.handOffs = handOffs;
    }

    @Override
    public void opened() {
        perform(session.opened());
    }

    @Override
    public void received(byte[] bytes) {
        List<AuthClientEffect> effects = session.received(bytes, System.nanoTime());
        // They are this conversation's own, and may hold a password; the session has read them.
        Arrays.fill(bytes, (byte) 0);
        perform(effects);
        keepTicking();
    }

    @Override
    public void closed() {
        perform(session.closed());
    }

    private void perform(List<AuthClientEffect> effects) {
        for (AuthClientEffect effect : effects) {
            if (effect instanceof Send send) {
                connection.send(send.bytes());
            } else if (effect instanceof Authenticate authenticate) {
                authenticate(authenticate);
            } else if (effect instanceof HandOff handOff) {
                handOffs.accept(handOff);
            } else if (effect instanceof Close close) {
                LOG.debug("connection closed {}: {}", connection, close.reason());
                connection.close();
            }
        }
    }

    private void authenticate(Authenticate effect) {
        AuthRequest request = effect.request();
        if (effect.step() instanceof SaslStep.NeedCredentials need) {
            connection.whenDone(logins.get().credentials(request, need), result -> goOn(request, result));
        } else {
            connection.whenDone(
                    logins.get().carryOut(request, effect.step(), stale.remove(request)),
                    outcome -> conclude(request, outcome));
        }
    }

    private void goOn(AuthRequest request, CredentialsResult result) {
        if (result instanceof CredentialsResult.Found found) {
            if (found.stale()) {
                stale.add(request);
            }
            perform(session.credentials(request, found.credentials()));
        } else {
            String user = ((CredentialsResult.Undecided) result).outcome().user();
            conclude(request, new Outcome.Temporary(user));
        }
    }

    private void conclude(AuthRequest request, Outcome outcome) {
        perform(session.concluded(request, outcome));
    }

    private void keepTicking() {
        if (!ticking && session.hasOpenExchanges()) {
            ticking = true;
            connection.after(TICK, () -> {
                ticking = false;
                perform(session.tick(System.nanoTime()));
                keepTicking();
            });
        }
    }
}
