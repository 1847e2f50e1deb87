package dev.postern.postfix.socketmap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.postfix.Frame;
import dev.postern.postfix.MapText;
import dev.postern.postfix.netstring.Netstring;
import java.util.Optional;

/**
 * What a socketmap client asks. Every frame is one of these; each has its answer.
 *
 * <pre>
 * request = map SP key       ; split at the first space, so that the key may hold spaces and anything else but NUL
 * </pre>
 */
public sealed interface SocketmapRequest {

    /** Parses a frame. */
    static SocketmapRequest parse(Frame frame) {
        if (frame instanceof Frame.Payload payload) {
            int space = payload.indexOf(' ');
            return space < 0 ? Malformed.WITHOUT_SPACE : parse(payload, space);
        }
        return Malformed.OVER_LONG;
    }

    private static SocketmapRequest parse(Frame.Payload payload, int space) {
        if (space == 0) {
            return Malformed.WITHOUT_MAP;
        }
        Optional<String> map = payload.text(0, space);
        if (map.isEmpty()) {
            return Malformed.MAP_NOT_UTF8;
        }
        Optional<String> key = payload.text(space + 1, payload.length()).filter(MapText::isKey);
        return key.isPresent() ? new Lookup(map.get(), key.get()) : new Unmatchable(map.get());
    }

    /**
     * A question to be looked up.
     *
     * @param map the name of the map, not empty and without a space; it need not exist
     * @param key the key as Postfix spelt it, not empty and without NUL; case is not folded
     */
    record Lookup(String map, String key) implements SocketmapRequest {

        /** @throws IllegalArgumentException if the request would be read as another one */
        public Lookup {
            if (map.isEmpty() || map.indexOf(' ') >= 0 || !MapText.isKey(key)) {
                throw new IllegalArgumentException("map empty or with a space, or key empty or with NUL");
            }
        }

        /** Returns the request as a netstring, as a client sends it. */
        public byte[] encode() {
            return Netstring.encode((map + ' ').getBytes(UTF_8), key.getBytes(UTF_8));
        }
    }

    /**
     * A question whose key no database can hold: it is empty, not UTF-8, or has a NUL. The answer is "not found",
     * without asking anyone.
     *
     * @param map the name of the map, not empty and without a space; it need not exist
     */
    record Unmatchable(String map) implements SocketmapRequest {}

    /** No question at all. The answer is a permanent error, which defers the mail and shows up in Postfix's log. */
    enum Malformed implements SocketmapRequest {
        /** Longer than what is served. */
        OVER_LONG("request too long"),
        /** Nothing separates a map from a key. */
        WITHOUT_SPACE("request without a space"),
        /** The space comes first. */
        WITHOUT_MAP("request without a map name"),
        /** The name of the map is not UTF-8. */
        MAP_NOT_UTF8("map name is not UTF-8");

        private final String reason;

        Malformed(String reason) {
            this.reason = reason;
        }

        /** Returns what is wrong, in words that the client may be told. */
        public String reason() {
            return reason;
        }
    }
}
