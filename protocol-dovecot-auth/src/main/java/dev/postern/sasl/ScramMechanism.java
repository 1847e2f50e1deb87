package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.sasl.SaslContext.ScramParameters;
import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * <p>As {@code -PLUS} the proof covers the TLS channel too ({@code p=tls-exporter} or {@code p=tls-unique}, RFC 5802,
 * section 6), so that nobody can stand between. A client that could do it and says that the server cannot ({@code y})
 * has been lied to, and is refused where it can. The keys come from the host; a host that has only the password derives them first
 * ({@link ScramHash#derive}). Names and passwords are taken without SASLprep, as Dovecot does.
 */
final class ScramMechanism implements SaslMechanism {

    /** What the names of mechanisms with channel binding end in. */
    static final String PLUS = "-PLUS";

    /** Bytes of the server's part of the nonce, which makes 64 characters. */
    private static final int NONCE_BYTES = 48;

    /** Of TLS 1.3 (RFC 9266), and of what came before (RFC 5929): those that Dovecot's login processes know. */
    private static final Set<String> BINDINGS = Set.of("tls-exporter", "tls-unique");

    private final ScramHash hash;
    private final CredentialKind kind;
    private final Binding binding;

    /** What a server makes of channel binding. */
    enum Binding {
        /** Nothing: it does not offer it. */
        NONE("ny"),
        /** This exchange goes without; but the same server offers another mechanism with it. */
        ELSEWHERE("n"),
        /** This exchange goes with it. */
        REQUIRED("p");

        private final String flags;

        Binding(String flags) {
            this.flags = flags;
        }
    }

    ScramMechanism(ScramHash hash, CredentialKind kind, Binding binding) {
        this.hash = hash;
        this.kind = kind;
        this.binding = binding;
    }

    @Override
    public String name() {
        String bare = kind == CredentialKind.SCRAM_SHA_1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
        return binding == Binding.REQUIRED ? bare + PLUS : bare;
    }

    @Override
    public List<String> flags() {
        return binding == Binding.REQUIRED ? List.of("mutual-auth", "channel-binding") : List.of("mutual-auth");
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
        private byte @Nullable [] channel;

        Exchange(SaslContext context) {
            this.context = context;
        }

        @Override
        public SaslStep respond(byte[] response) {
            return first == null ? readFirst(response) : readFinal(first, response);
        }

        private SaslStep readFirst(byte[] response) {
            Optional<ScramClientFirst> parsed = ScramClientFirst.parse(response).filter(this::suits);
            if (parsed.isEmpty()) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            first = parsed.get();
            return new NeedCredentials(kind, first.authcid(), first.authzid());
        }

        private boolean suits(ScramClientFirst client) {
            Gs2Header header = client.header();
            return binding.flags.indexOf(header.flag()) >= 0
                    && (header.binding().isEmpty() || BINDINGS.contains(header.binding()));
        }

        @Override
        public void channelBinding(byte[] data) {
            if (first == null || first.header().binding().isEmpty() || channel != null) {
                throw new IllegalStateException("no channel binding was asked for");
            }
            channel = data.clone();
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
            return new Challenge(Octets.of(serverFirst), first.header().binding());
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
                    ? new Success(client.authcid(), client.authzid(), Optional.of(Octets.of("v=" + signature)))
                    : new Failure(client.authcid(), Failure.Reason.MISMATCH);
        }

        private boolean continues(ScramClientFirst client, ScramClientFinal last) {
            byte[] header = client.header().text().getBytes(ISO_8859_1);
            byte[] bound = channel == null ? new byte[0] : channel;
            byte[] expected = Arrays.copyOf(header, header.length + bound.length);
            System.arraycopy(bound, 0, expected, header.length, bound.length);
            boolean bindsChannel = client.header().binding().isEmpty() || bound.length > 0;
            return bindsChannel
                    && MessageDigest.isEqual(
                            last.binding().getBytes(ISO_8859_1),
                            Base64.getEncoder().encode(expected))
                    && last.nonce().equals(nonce);
        }
    }
}
