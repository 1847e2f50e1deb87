package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.sasl.SaslContext.ScramParameters;
import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM (RFC 5802, RFC 7677): the client proves that it knows the password, and the server that it knows the user, and
 * neither can play the other afterwards.
 *
 * <pre>
 * client  n,,n=name,r=nonce
 * server  r=nonce+nonce,s=salt,i=iterations
 * client  c=header,r=nonce+nonce,p=proof
 * server  v=signature
 * </pre>
 *
 * <p>No channel binding. The keys come from the host; a host that has only the password derives them first
 * ({@link ScramHash#derive}). Names and passwords are taken without SASLprep, as Dovecot does.
 */
final class ScramMechanism implements SaslMechanism {

    /** Bytes of the server's part of the nonce, which makes 64 characters. */
    private static final int NONCE_BYTES = 48;

    private final ScramHash hash;
    private final CredentialKind kind;

    ScramMechanism(ScramHash hash, CredentialKind kind) {
        this.hash = hash;
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind == CredentialKind.SCRAM_SHA_1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
    }

    @Override
    public List<String> flags() {
        return List.of("mutual-auth");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange(context);
    }

    private final class Exchange implements SaslExchange {

        private final SaslContext context;
        private @Nullable ScramClientFirst first;
        private String nonce = "";
        private String serverFirst = "";
        private byte[] storedKey = {};
        private byte[] serverKey = {};
        private boolean exists;

        Exchange(SaslContext context) {
            this.context = context;
        }

        @Override
        public SaslStep start(byte @Nullable [] initialResponse) {
            return initialResponse == null ? new Challenge(Octets.EMPTY) : respond(initialResponse);
        }

        @Override
        public SaslStep respond(byte[] response) {
            return first == null ? readFirst(response) : readFinal(first, response);
        }

        private SaslStep readFirst(byte[] response) {
            Optional<ScramClientFirst> parsed = ScramClientFirst.parse(response);
            if (parsed.isEmpty()) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            first = parsed.get();
            return new NeedCredentials(kind, first.authcid(), authzid(first));
        }

        private static String authzid(ScramClientFirst first) {
            return first.authzid().equals(first.authcid()) ? "" : first.authzid();
        }

        @Override
        public SaslStep credentials(Credentials found) {
            if (first == null || !serverFirst.isEmpty()) {
                throw new IllegalStateException("no credentials were asked for");
            }
            ScramParameters shown = take(found, first.authcid());
            nonce = first.nonce() + Base64.getEncoder().encodeToString(context.random(NONCE_BYTES));
            String salt = Base64.getEncoder().encodeToString(shown.salt().toByteArray());
            serverFirst = "r=" + nonce + ",s=" + salt + ",i=" + shown.iterations();
            return new Challenge(Octets.of(serverFirst));
        }

        /** Of a user that has none, keys of its own, so that it takes as long to find out. */
        private ScramParameters take(Credentials found, String user) {
            exists = found instanceof Credentials.ScramKeys;
            if (found instanceof Credentials.ScramKeys keys) {
                storedKey = keys.storedKey().copy();
                serverKey = keys.serverKey().copy();
                return new ScramParameters(keys.salt(), keys.iterations());
            }
            if (found instanceof Credentials.None) {
                storedKey = context.random(hash.length());
                serverKey = context.random(hash.length());
                return context.scramParameters(kind, user);
            }
            throw new IllegalArgumentException(name() + " needs keys");
        }

        private SaslStep readFinal(ScramClientFirst client, byte[] response) {
            Optional<ScramClientFinal> parsed =
                    ScramClientFinal.parse(response).filter(last -> continues(client, last));
            if (parsed.isEmpty()) {
                return new Failure(client.authcid(), Failure.Reason.MALFORMED);
            }
            byte[] signed = String.join(
                            ",", client.bare(), serverFirst, parsed.get().withoutProof())
                    .getBytes(ISO_8859_1);
            boolean proven = hash.proves(parsed.get().proof().toByteArray(), storedKey, signed) && exists;
            String signature = Base64.getEncoder().encodeToString(hash.hmac(serverKey, signed));
            Arrays.fill(storedKey, (byte) 0);
            Arrays.fill(serverKey, (byte) 0);
            return proven
                    ? new Success(client.authcid(), authzid(client), Optional.of(Octets.of("v=" + signature)))
                    : new Failure(client.authcid(), Failure.Reason.MISMATCH);
        }

        private boolean continues(ScramClientFirst client, ScramClientFinal last) {
            byte[] header = client.header().getBytes(ISO_8859_1);
            return last.binding().equals(Base64.getEncoder().encodeToString(header))
                    && last.nonce().equals(nonce);
        }
    }
}
