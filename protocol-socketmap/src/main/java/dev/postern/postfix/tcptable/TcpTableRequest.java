package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.postfix.Frame;
import dev.postern.postfix.MapText;
import dev.postern.postfix.Utf8;
import java.util.Optional;

/**
 * What a tcp_table client asks. Every frame is one of these; each has its answer.
 *
 * <pre>
 * request = "get" SP coded-key LF / "put" SP coded-key SP coded-value LF
 * </pre>
 */
public sealed interface TcpTableRequest {

    /** Parses a frame. */
    static TcpTableRequest parse(Frame frame) {
        if (frame instanceof Frame.Payload payload) {
            int key = payload.indexOf(' ') + 1;
            return switch (payload.text(0, key).orElse("")) {
                case "get " -> parseKey(payload.copy(key, payload.length()));
                case "put " -> new Put();
                default -> Malformed.UNKNOWN_COMMAND;
            };
        }
        return Malformed.OVER_LONG;
    }

    private static TcpTableRequest parseKey(byte[] coded) {
        Optional<byte[]> plain = PercentCoding.decode(coded);
        if (plain.isEmpty()) {
            return Malformed.BROKEN_CODING;
        }
        Optional<String> key = Utf8.decode(plain.get(), 0, plain.get().length).filter(MapText::isKey);
        return key.isPresent() ? new Get(key.get()) : new Unmatchable();
    }

    /**
     * A question to be looked up.
     *
     * @param key the key as Postfix spelt it, not empty and without NUL; case is not folded
     */
    record Get(String key) implements TcpTableRequest {

        /** @throws IllegalArgumentException if no database can hold the key */
        public Get {
            if (!MapText.isKey(key)) {
                throw new IllegalArgumentException("key empty or with NUL");
            }
        }

        /** Returns the request as a line, as a client sends it. */
        public byte[] encode() {
            return ("get " + PercentCoding.encode(key) + '\n').getBytes(US_ASCII);
        }
    }

    /**
     * A question whose key no database can hold: it is empty, not UTF-8, or has a NUL. The answer is "not found",
     * without asking anyone.
     */
    record Unmatchable() implements TcpTableRequest {}

    /** A wish to change the table. The answer is "rejected", which has the same code as "not found". */
    record Put() implements TcpTableRequest {}

    /** No request at all. The answer is a temporary error: "not found" would lose mail. */
    enum Malformed implements TcpTableRequest {
        /** Longer than what is served. */
        OVER_LONG("request too long"),
        /** Neither get nor put. */
        UNKNOWN_COMMAND("unknown command"),
        /** A percent sign without two hexadecimal digits. */
        BROKEN_CODING("broken percent coding");

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
