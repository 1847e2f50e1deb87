package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.postfix.Frame;
import dev.postern.postfix.MapText;
import dev.postern.postfix.Utf8;
import java.util.Optional;

/**
 * What a tcp_table client is told.
 *
 * <pre>
 * reply = ("200" / "400" / "500") SP coded-text LF
 * </pre>
 *
 * <p>Values and reasons are clean ({@link MapText#isClean}) and, coded, fit into a line of {@value #MAX_LINE} bytes; a
 * reply that exists can be sent as it is. Postfix does not even log a reason unless told to be verbose.
 */
public sealed interface TcpTableReply {

    /** Bytes of the longest line, with its LF. Postfix reads 4,096 and treats one more like a lost connection. */
    int MAX_LINE = 4096;

    /** Returns the reply as a line. */
    byte[] encode();

    /** Parses a reply, as a client receives it without its LF; empty if it is none of the above. */
    static Optional<TcpTableReply> parse(Frame.Payload line) {
        int text = line.indexOf(' ') + 1;
        String code = line.text(0, text).orElse("");
        return PercentCoding.decode(line.copy(text, line.length()))
                .flatMap(plain -> Utf8.decode(plain, 0, plain.length))
                .filter(TcpTableReply::fits)
                .flatMap(plain -> parse(code, plain));
    }

    private static Optional<TcpTableReply> parse(String code, String text) {
        return switch (code) {
            case "200 " -> Optional.of(new Found(text));
            case "400 " -> Optional.of(new Temporary(text));
            case "500 " -> Optional.of(new NotFound());
            default -> Optional.empty();
        };
    }

    private static boolean fits(String text) {
        int room = MAX_LINE - "200 \n".length();
        return MapText.isClean(text)
                && text.length() <= room
                && PercentCoding.encode(text).length() <= room;
    }

    private static void require(String text) {
        if (!fits(text)) {
            throw new IllegalArgumentException("empty, too long or not clean, so no reply can carry it");
        }
    }

    private static byte[] line(String code, String text) {
        return (code + ' ' + PercentCoding.encode(text) + '\n').getBytes(US_ASCII);
    }

    /**
     * The key is there.
     *
     * @param value what it maps to; see {@link #carries}
     */
    record Found(String value) implements TcpTableReply {

        /** @throws IllegalArgumentException if the protocol does not carry the value */
        public Found {
            require(value);
        }

        /** Tells whether the protocol carries a value. What to answer instead is for the caller to decide. */
        public static boolean carries(String value) {
            return fits(value);
        }

        @Override
        public byte[] encode() {
            return line("200", value);
        }
    }

    /** The key is certainly not there. This, and nothing else, lets Postfix reject mail for good. */
    record NotFound() implements TcpTableReply {

        @Override
        public byte[] encode() {
            return line("500", "not-found");
        }

        /** The same code for who wants to store something, with the reason; no client of Postfix does. */
        public static byte[] ofPut() {
            return line("500", "put-is-not-supported");
        }
    }

    /**
     * Nobody knows at the moment; Postfix defers the mail. tcp_table has nothing else to say when a configuration must
     * be mended, either. The client closes after it.
     *
     * @param reason for whoever reads the wire; generic
     */
    record Temporary(String reason) implements TcpTableReply {

        /** @throws IllegalArgumentException if the protocol does not carry the reason */
        public Temporary {
            require(reason);
        }

        @Override
        public byte[] encode() {
            return line("400", reason);
        }
    }
}
