package dev.postern.postfix.socketmap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.postfix.Frame;
import dev.postern.postfix.MapText;
import dev.postern.postfix.netstring.Netstring;
import java.util.Optional;

/**
 * What a socketmap client is told.
 *
 * <pre>
 * reply = "OK" SP value / "NOTFOUND" SP / ("TEMP" / "TIMEOUT" / "PERM") SP reason
 * </pre>
 *
 * <p>Values and reasons are clean ({@link MapText#isClean}) and fit into a payload of {@value #MAX_PAYLOAD} bytes; a
 * reply that exists can be sent as it is. Postfix writes up to 200 bytes of a reason into its log and shows it to no
 * mail client; many read that log, so a reason is generic.
 */
public sealed interface SocketmapReply {

    /** Bytes of the longest payload. Postfix reads 100,000 and treats one more as a broken reply. */
    int MAX_PAYLOAD = 100_000;

    /** Returns the reply as a netstring. The array may be shared, so it must not be changed. */
    byte[] encode();

    /** Parses a reply, as a client receives it; empty if it is none of the above. */
    static Optional<SocketmapReply> parse(Frame.Payload payload) {
        int text = payload.indexOf(' ') + 1;
        Optional<String> keyword = payload.text(0, text);
        return payload.text(text, payload.length()).flatMap(t -> parse(keyword.orElse(""), t));
    }

    private static Optional<SocketmapReply> parse(String keyword, String text) {
        if (keyword.equals("NOTFOUND ")) {
            return Optional.of(new NotFound());
        }
        if (!fits(keyword.getBytes(UTF_8), text)) {
            return Optional.empty();
        }
        return switch (keyword) {
            case "OK " -> Optional.of(new Found(text));
            case "TEMP " -> Optional.of(new Temporary(text));
            case "TIMEOUT " -> Optional.of(new Timeout(text));
            case "PERM " -> Optional.of(new Permanent(text));
            default -> Optional.empty();
        };
    }

    private static boolean fits(byte[] keyword, String text) {
        int room = MAX_PAYLOAD - keyword.length;
        // No char takes more than three bytes, so hardly any text has to be counted.
        return MapText.isClean(text) && (text.length() <= room / 3 || text.getBytes(UTF_8).length <= room);
    }

    private static void require(byte[] keyword, String text) {
        if (!fits(keyword, text)) {
            throw new IllegalArgumentException("empty, too long or not clean, so no reply can carry it");
        }
    }

    /**
     * The key is there.
     *
     * @param value what it maps to; see {@link #carries}
     */
    record Found(String value) implements SocketmapReply {

        private static final byte[] KEYWORD = "OK ".getBytes(UTF_8);

        /** @throws IllegalArgumentException if the protocol does not carry the value */
        public Found {
            require(KEYWORD, value);
        }

        /** Tells whether the protocol carries a value. What to answer instead is for the caller to decide. */
        public static boolean carries(String value) {
            return fits(KEYWORD, value);
        }

        @Override
        public byte[] encode() {
            return Netstring.encode(KEYWORD, value.getBytes(UTF_8));
        }
    }

    /** The key is certainly not there. This, and nothing else, lets Postfix reject mail for good. */
    record NotFound() implements SocketmapReply {

        private static final byte[] NETSTRING = Netstring.encode("NOTFOUND ".getBytes(UTF_8), new byte[0]);

        @Override
        public byte[] encode() {
            return NETSTRING;
        }
    }

    /**
     * Nobody knows at the moment; Postfix defers the mail.
     *
     * @param reason for Postfix's log
     */
    record Temporary(String reason) implements SocketmapReply {

        private static final byte[] KEYWORD = "TEMP ".getBytes(UTF_8);

        /** @throws IllegalArgumentException if the protocol does not carry the reason */
        public Temporary {
            require(KEYWORD, reason);
        }

        @Override
        public byte[] encode() {
            return Netstring.encode(KEYWORD, reason.getBytes(UTF_8));
        }
    }

    /**
     * Nobody knew in time; to Postfix the same as {@link Temporary}.
     *
     * @param reason for Postfix's log
     */
    record Timeout(String reason) implements SocketmapReply {

        private static final byte[] KEYWORD = "TIMEOUT ".getBytes(UTF_8);

        /** @throws IllegalArgumentException if the protocol does not carry the reason */
        public Timeout {
            require(KEYWORD, reason);
        }

        @Override
        public byte[] encode() {
            return Netstring.encode(KEYWORD, reason.getBytes(UTF_8));
        }
    }

    /**
     * Nobody will know before somebody mends the configuration. Postfix defers the mail, it does not reject it.
     *
     * @param reason for Postfix's log
     */
    record Permanent(String reason) implements SocketmapReply {

        private static final byte[] KEYWORD = "PERM ".getBytes(UTF_8);

        /** @throws IllegalArgumentException if the protocol does not carry the reason */
        public Permanent {
            require(KEYWORD, reason);
        }

        @Override
        public byte[] encode() {
            return Netstring.encode(KEYWORD, reason.getBytes(UTF_8));
        }
    }
}
