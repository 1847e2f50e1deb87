package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.sasl.SaslStep.Anonymous;
import java.util.List;

/**
 * ANONYMOUS (RFC 4505): the client proves nothing, and leaves a trace if it likes.
 *
 * <pre>
 * message = [trace]           ; UTF-8, up to 255 characters
 * </pre>
 *
 * <p>The trace is for the log alone, so one that is longer is cut, and what is not UTF-8 in it replaced; Dovecot refuses
 * none either.
 */
final class AnonymousMechanism implements SaslMechanism {

    /** RFC 4505, section 3. */
    private static final int MAX_TRACE = 255;

    @Override
    public String name() {
        return "ANONYMOUS";
    }

    @Override
    public List<String> flags() {
        return List.of("anonymous");
    }

    @Override
    public SaslExchange newExchange(SaslContext context) {
        return new Exchange();
    }

    private static final class Exchange implements SaslExchange {

        @Override
        public SaslStep respond(byte[] response) {
            String trace = new String(response, UTF_8);
            return new Anonymous(trace.length() > MAX_TRACE ? trace.substring(0, MAX_TRACE) : trace);
        }
    }
}
