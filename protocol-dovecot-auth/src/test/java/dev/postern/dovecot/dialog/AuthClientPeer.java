package dev.postern.dovecot.dialog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.client.AuthClientEffect;
import dev.postern.dovecot.client.AuthClientSession;
import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.AuthServer;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.dialog.Site.Account;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.FixedContext;
import dev.postern.sasl.MechanismClient;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslMechanisms;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.ScramHash;
import dev.postern.sasl.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An auth client's session, or a login process's. */
final class AuthClientPeer extends SessionPeer {

    /** Decides, and is not told. */
    private static final String NETWORKS = "allow_nets";

    private static final SaslContext CONTEXT = new FixedContext(MechanismClient.REALM);
    private static final ConnectionCookie COOKIE = new ConnectionCookie(new byte[ConnectionCookie.LENGTH]);

    private final Site site;
    private final boolean outage;
    private final SocketType type;
    private final SessionServer server;
    private final AuthClientSession session;

    AuthClientPeer(Delivery delivery, SocketType type, SessionServer server) {
        super(delivery);
        this.site = server.site();
        this.outage = server.isOut();
        this.type = type;
        this.server = server;
        AuthServer says =
                new AuthServer(type, SaslMechanisms.offering(SaslMechanisms.known()), CONTEXT, SessionServer.PID);
        this.session = new AuthClientSession(says, 7, COOKIE);
        carryOut(session.opened());
    }

    @Override
    void receive(byte[] bytes) {
        carryOut(session.received(bytes, 0));
    }

    private void carryOut(List<AuthClientEffect> effects) {
        for (AuthClientEffect effect : effects) {
            if (effect instanceof AuthClientEffect.Send send) {
                sent(send.bytes());
            } else if (effect instanceof AuthClientEffect.Close close) {
                ended(close.manner() == AuthClientEffect.Manner.ABORT);
            } else if (effect instanceof AuthClientEffect.HandOff handOff) {
                handOff(handOff);
            } else if (effect instanceof AuthClientEffect.Authenticate authenticate
                    && authenticate.step() instanceof SaslStep.NeedCredentials needed) {
                carryOut(session.credentials(authenticate.request(), credentials(needed)));
            } else if (effect instanceof AuthClientEffect.Authenticate authenticate) {
                carryOut(session.concluded(authenticate.request(), decide(authenticate)));
            }
        }
    }

    private void handOff(AuthClientEffect.HandOff handOff) {
        AuthRequest request = handOff.request();
        site.find(handOff.success().user())
                .ifPresent(account -> server.handOff(
                        new SessionServer.Ticket(COOKIE, handOff.clientPid(), request.id()),
                        new SessionServer.Arrival(account, request.mechanism())));
    }

    private Credentials credentials(SaslStep.NeedCredentials needed) {
        return site.find(needed.authcid())
                .filter(account -> !account.password().isEmpty())
                .map(account ->
                        credentials(needed, Secret.copyOf(account.password().getBytes(UTF_8))))
                .orElse(new Credentials.None());
    }

    private static Credentials credentials(SaslStep.NeedCredentials needed, Secret password) {
        SaslContext.ScramParameters scram = CONTEXT.scramParameters(needed.kind(), needed.authcid());
        return switch (needed.kind()) {
            case CRAM_MD5, DIGEST_MD5 -> new Credentials.Cleartext(password);
            case SCRAM_SHA_1 -> ScramHash.SHA_1.derive(password, scram.salt(), scram.iterations());
            case SCRAM_SHA_256 -> ScramHash.SHA_256.derive(password, scram.salt(), scram.iterations());
        };
    }

    private Outcome decide(AuthClientEffect.Authenticate asked) {
        SaslStep.ForHost step = asked.step();
        if (step instanceof SaslStep.VerifyPassword verify) {
            String user = verify.authcid().toLowerCase(Locale.ROOT);
            return outage ? new Outcome.Temporary(user) : verify(user, verify, asked.request());
        }
        if (step instanceof SaslStep.VerifyExternally external) {
            String user = asked.request().certifiedName().orElse("").toLowerCase(Locale.ROOT);
            boolean itself = external.authzid().isEmpty() || external.authzid().equals(user);
            return itself ? knownByCertificate(user) : Outcome.Refused.of(user);
        }
        if (step instanceof SaslStep.VerifyToken token) {
            return site.find(token.authcid())
                    .filter(account -> token.token()
                            .equals(Secret.copyOf(("token of " + account.name())
                                    .replace(' ', '-')
                                    .getBytes(UTF_8))))
                    .<Outcome>map(account -> new Outcome.Success(account.name(), account.passdb()))
                    .orElse(Outcome.Refused.of(token.authcid()));
        }
        if (step instanceof SaslStep.Anonymous) {
            return new Outcome.Success("anonymous", Parameters.of("anonymous"));
        }
        if (step instanceof SaslStep.Success success) {
            return site.find(success.authcid())
                    .<Outcome>map(account -> new Outcome.Success(account.name(), account.passdb()))
                    .orElse(Outcome.Refused.of(success.authcid()));
        }
        return Outcome.Refused.of(step instanceof SaslStep.Failure failure ? failure.authcid() : "");
    }

    private Outcome knownByCertificate(String user) {
        return site.find(user)
                .filter(account -> account.password().isEmpty())
                .<Outcome>map(account -> new Outcome.Success(account.name(), account.passdb()))
                .orElse(Outcome.Refused.of(user));
    }

    private Outcome verify(String user, SaslStep.VerifyPassword verify, AuthRequest request) {
        return site.find(user)
                .filter(account -> verify.authzid().isEmpty() && isNear(account, request))
                .filter(account -> verify.password()
                        .equals(Secret.copyOf(account.password().getBytes(UTF_8))))
                .<Outcome>map(
                        account -> new Outcome.Success(account.name(), told(account.passdb(), account.password())))
                .orElse(Outcome.Refused.of(user));
    }

    /** The networks of dialogs are addresses. */
    private static boolean isNear(Account account, AuthRequest request) {
        Optional<String> near = account.passdb().value(NETWORKS);
        return near.isEmpty()
                || List.of(near.get().split(",", -1))
                        .contains(request.remoteIp().orElse(""));
    }

    /** A login process is told the password with which a proxy's target is to be asked. */
    private Parameters told(Parameters passdb, String password) {
        if (passdb.has(NETWORKS)) {
            return new Parameters(List.of());
        }
        if (type == SocketType.AUTH || !passdb.has("proxy")) {
            return passdb;
        }
        List<String> fields = new ArrayList<>(passdb.fields());
        fields.add("pass=" + password);
        return new Parameters(fields);
    }
}
