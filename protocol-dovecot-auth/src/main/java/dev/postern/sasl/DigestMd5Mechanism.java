package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DIGEST-MD5 (RFC 2831, historic since RFC 6331), authentication only: no integrity, no confidentiality, no second use of
 * a nonce.
 *
 * <pre>
 * challenge = *('realm="' name '",') 'nonce="' 24base64 '",qop="auth",charset="utf-8",algorithm="md5-sess"'
 * response  = see {@link DigestMd5Response}
 * success   = "rspauth=" 32HEXDIG
 * </pre>
 *
 * <p>The server speaks first; what a client sends along with its request is skipped. A name without {@code @} belongs to
 * the realm that the client names, offered or not: it is looked up as {@code name@realm}. The host of
 * {@code digest-uri} is not checked, as in Dovecot.
 */
final class DigestMd5Mechanism implements SaslMechanism {

    private static final int NONCE_BYTES = 16;

    @Override
    public String name() {
        return "DIGEST-MD5";
    }

    @Override
    public List<String> flags() {
        return List.of("dictionary", "active", "mutual-auth");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange(context);
    }

    private static final class Exchange implements SaslExchange {

        private final SaslContext context;
        private final String nonce;
        private String authcid = "";
        private String authzid = "";
        private @Nullable DigestMd5Response response;

        Exchange(SaslContext context) {
            this.context = context;
            this.nonce = Base64.getEncoder().encodeToString(context.random(NONCE_BYTES));
        }

        @Override
        public SaslStep start(byte @Nullable [] initialResponse) {
            StringBuilder challenge = new StringBuilder();
            List<String> realms = context.realms();
            for (String realm : realms.isEmpty() ? List.of("") : realms) {
                challenge
                        .append("realm=\"")
                        .append(realm.replaceAll("[\"\\\\]", "\\\\$0"))
                        .append("\",");
            }
            challenge
                    .append("nonce=\"")
                    .append(nonce)
                    .append("\",qop=\"auth\",charset=\"utf-8\",algorithm=\"md5-sess\"");
            return new Challenge(Octets.of(challenge.toString()));
        }

        @Override
        public SaslStep respond(byte[] message) {
            Optional<DigestMd5Response> parsed = DigestMd5Response.parse(message)
                    .filter(answer -> answer.nonce().equals(nonce));
            Optional<String> name = parsed.flatMap(answer -> utf8(fullName(answer)));
            Optional<String> actAs = parsed.flatMap(answer -> utf8(answer.authzid()));
            if (name.isEmpty() || actAs.isEmpty()) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            response = parsed.get();
            authcid = name.get();
            authzid = isNamedBy(parsed.get().authzid(), parsed.get()) ? "" : actAs.get();
            return new NeedCredentials(CredentialKind.DIGEST_MD5, authcid, authzid);
        }

        private static String fullName(DigestMd5Response answer) {
            boolean whole =
                    answer.username().indexOf('@') >= 0 || answer.realm().isEmpty();
            return whole ? answer.username() : answer.username() + '@' + answer.realm();
        }

        private static boolean isNamedBy(String authzid, DigestMd5Response answer) {
            return authzid.equals(answer.username()) || authzid.equals(fullName(answer));
        }

        private static Optional<String> utf8(String latin1) {
            byte[] bytes = latin1.getBytes(ISO_8859_1);
            return Text.decode(bytes, 0, bytes.length).filter(text -> text.indexOf('\0') < 0);
        }

        @Override
        public SaslStep credentials(Credentials found) {
            if (response == null) {
                throw new IllegalStateException("no credentials were asked for");
            }
            DigestMd5Proof proof = new DigestMd5Proof(response, userDigest(found, response));
            byte[] expected = proof.of("AUTHENTICATE:").getBytes(UTF_8);
            boolean matches = MessageDigest.isEqual(expected, response.proof().getBytes(ISO_8859_1));
            if (!matches || found instanceof Credentials.None) {
                return new Failure(authcid, Failure.Reason.MISMATCH);
            }
            return new Success(authcid, authzid, Optional.of(Octets.of("rspauth=" + proof.of(":"))));
        }

        /** Of a user that has none, one of its own, so that it takes as long to find out. */
        private byte[] userDigest(Credentials found, DigestMd5Response answer) {
            if (found instanceof Credentials.DigestMd5 stored) {
                return stored.digest().copy();
            }
            if (found instanceof Credentials.Cleartext cleartext) {
                return DigestMd5Proof.userDigest(answer, cleartext.password());
            }
            return context.random(DigestMd5Proof.LENGTH);
        }
    }
}
