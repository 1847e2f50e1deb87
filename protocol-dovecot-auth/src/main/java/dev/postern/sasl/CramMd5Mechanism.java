package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CRAM-MD5 (RFC 2195): the client proves that it knows the password by a keyed digest of the server's challenge.
 *
 * <pre>
 * challenge = "&lt;" 16DIGIT "." seconds "@" hostname "&gt;"
 * response  = name SP 32HEXDIG                 ; the last space counts; no NUL
 * </pre>
 *
 * <p>The server speaks first; what a client sends along with its request is skipped. Digits of either case are read
 * (Dovecot 2.3 takes lower case only, 2.4 either).
 */
final class CramMd5Mechanism implements SaslMechanism {

    private static final int RANDOM_DIGITS = 16;

    @Override
    public String name() {
        return "CRAM-MD5";
    }

    @Override
    public List<String> flags() {
        return List.of("dictionary", "active");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange(context);
    }

    private static final class Exchange implements SaslExchange {

        private final SaslContext context;
        private final byte[] challenge;
        private String authcid = "";
        private byte @Nullable [] proof;

        Exchange(SaslContext context) {
            this.context = context;
            this.challenge = challenge(context).getBytes(UTF_8);
        }

        private static String challenge(SaslContext context) {
            StringBuilder challenge = new StringBuilder("<");
            for (byte random : context.random(RANDOM_DIGITS)) {
                challenge.append((char) ('0' + (random & 0xFF) % 10));
            }
            return challenge
                    .append('.')
                    .append(context.unixSeconds())
                    .append('@')
                    .append(context.hostname())
                    .append('>')
                    .toString();
        }

        @Override
        public SaslStep start(byte @Nullable [] initialResponse) {
            return new Challenge(Octets.copyOf(challenge));
        }

        @Override
        public SaslStep respond(byte[] response) {
            int space = lastSpace(response);
            Optional<String> name = Text.decode(response, 0, Math.max(0, space));
            proof = hex(new String(response, space + 1, response.length - space - 1, ISO_8859_1));
            if (space <= 0 || name.isEmpty() || name.get().indexOf('\0') >= 0 || proof == null) {
                return new Failure("", Failure.Reason.MALFORMED);
            }
            authcid = name.get();
            return new NeedCredentials(CredentialKind.CRAM_MD5, authcid, "");
        }

        private static int lastSpace(byte[] response) {
            int position = response.length - 1;
            while (position >= 0 && response[position] != ' ') {
                position--;
            }
            return position;
        }

        private static byte @Nullable [] hex(String digits) {
            try {
                return digits.length() == 2 * CramMd5Digest.LENGTH
                        ? HexFormat.of().parseHex(digits)
                        : null;
            } catch (IllegalArgumentException notHex) {
                return null;
            }
        }

        @Override
        public SaslStep credentials(Credentials found) {
            if (proof == null) {
                throw new IllegalStateException("no credentials were asked for");
            }
            byte[] expected = CramMd5Digest.of(context(found), challenge);
            boolean matches = MessageDigest.isEqual(expected, proof) && !(found instanceof Credentials.None);
            return matches ? new Success(authcid, "", Optional.empty()) : new Failure(authcid, Failure.Reason.MISMATCH);
        }

        /** Of a user that has none, one of its own, so that it takes as long to find out. */
        private byte[] context(Credentials found) {
            if (found instanceof Credentials.CramMd5 stored) {
                return stored.context().copy();
            }
            if (found instanceof Credentials.Cleartext cleartext) {
                return CramMd5Digest.context(cleartext.password());
            }
            return context.random(2 * CramMd5Digest.LENGTH);
        }
    }
}
