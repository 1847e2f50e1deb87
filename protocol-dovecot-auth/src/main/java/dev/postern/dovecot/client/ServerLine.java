package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.dovecot.wire.TabFields;
import dev.postern.sasl.Octets;
import java.util.Base64;
import java.util.List;

/**
 * What an auth client hears. Dovecot's login processes break off at any other word.
 *
 * <pre>
 * greeting = "VERSION" TAB major TAB minor
 *          / "MECH" TAB name *(TAB flag)
 *          / "SPID" TAB number
 *          / "CUID" TAB number
 *          / "COOKIE" TAB 32HEXDIG
 *          / "DONE"
 * reply    = "CONT" TAB id TAB base64 *(TAB field) ; base64 may be empty, but its TAB may not be missing
 *          / "OK" TAB id TAB "user=" name *(TAB field)
 *          / "FAIL" TAB id *(TAB field)
 * </pre>
 */
public sealed interface ServerLine {

    /** Parses a line, as a client receives it. */
    static ServerLine parse(Line line) throws ProtocolException {
        TabFields fields = line.fields();
        fields.next();
        if (fields.is("OK")) {
            return new Ok(fields.nextId(), Parameters.read(fields));
        }
        if (fields.is("FAIL")) {
            return new Fail(fields.nextId(), Parameters.read(fields));
        }
        if (fields.is("CONT")) {
            return Cont.parse(fields);
        }
        return parseGreeting(fields);
    }

    private static ServerLine parseGreeting(TabFields fields) throws ProtocolException {
        if (fields.is("VERSION")) {
            return new Version(fields.nextNumber(), fields.nextNumber());
        }
        if (fields.is("MECH")) {
            return new Mech(fields.nextText(), Parameters.read(fields).fields());
        }
        if (fields.is("SPID")) {
            return new Spid(fields.nextNumber());
        }
        if (fields.is("CUID")) {
            return new Cuid(fields.nextNumber());
        }
        if (fields.is("COOKIE")) {
            return new Cookie(ConnectionCookie.read(fields));
        }
        if (fields.is("DONE")) {
            return new Done();
        }
        throw new ProtocolException(Reason.UNKNOWN_COMMAND);
    }

    /** Returns the line with its LF. */
    byte[] encode();

    /** The first line. */
    record Version(long major, long minor) implements ServerLine {

        @Override
        public byte[] encode() {
            return ("VERSION\t" + major + '\t' + minor + '\n').getBytes(UTF_8);
        }
    }

    /**
     * Announces a mechanism. All of these stand before {@link Spid}, else Postfix and Exim believe that they have reached
     * the wrong socket.
     *
     * @param flags {@code plaintext}, {@code dictionary}, {@code active}, {@code mutual-auth} …
     */
    record Mech(String name, List<String> flags) implements ServerLine {

        /** Copies the flags. */
        public Mech {
            flags = List.copyOf(flags);
        }

        @Override
        public byte[] encode() {
            StringBuilder line = TabFields.escape(new StringBuilder("MECH\t"), name);
            new Parameters(flags).appendTo(line);
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /** The server's number, by which a mail process recognises the server that its login process spoke to. */
    record Spid(long number) implements ServerLine {

        @Override
        public byte[] encode() {
            return ("SPID\t" + number + '\n').getBytes(UTF_8);
        }
    }

    /** The connection's number. */
    record Cuid(long number) implements ServerLine {

        @Override
        public byte[] encode() {
            return ("CUID\t" + number + '\n').getBytes(UTF_8);
        }
    }

    /** The connection's cookie. */
    record Cookie(ConnectionCookie cookie) implements ServerLine {

        @Override
        public byte[] encode() {
            return ("COOKIE\t" + cookie.toHex() + '\n').getBytes(UTF_8);
        }
    }

    /** Ends the greeting. */
    record Done() implements ServerLine {

        @Override
        public byte[] encode() {
            return "DONE\n".getBytes(UTF_8);
        }
    }

    /**
     * Asks for the client's next message.
     *
     * @param channelBinding what the login process is to tell of its client's channel along with it; empty: nothing. Only
     *     clients from minor version 3 on understand it
     */
    record Cont(long id, Octets challenge, String channelBinding) implements ServerLine {

        /** A challenge that asks nothing of the login process itself. */
        public Cont(long id, Octets challenge) {
            this(id, challenge, "");
        }

        private static Cont parse(TabFields fields) throws ProtocolException {
            long id = fields.nextId();
            byte[] challenge = fields.next() ? ResponseText.read(fields, 0).decode() : null;
            if (challenge == null) {
                throw new ProtocolException(Reason.FIELD_MISSING);
            }
            return new Cont(
                    id,
                    Octets.copyOf(challenge),
                    Parameters.read(fields).value("channel_binding").orElse(""));
        }

        @Override
        public byte[] encode() {
            String base64 = Base64.getEncoder().encodeToString(challenge.toByteArray());
            String binding = channelBinding.isEmpty() ? "" : "\tchannel_binding=" + channelBinding;
            return ("CONT\t" + id + '\t' + base64 + binding + '\n').getBytes(UTF_8);
        }
    }

    /**
     * The client is who it says.
     *
     * @param fields {@code user=} first, which Postfix demands and Exim finds nowhere else
     */
    record Ok(long id, Parameters fields) implements ServerLine {

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder(64).append("OK\t").append(id);
            fields.appendTo(line);
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /**
     * The client is not who it says, or nobody can tell.
     *
     * @param fields {@code user=}, {@code code=}, {@code reason=} and bare words
     */
    record Fail(long id, Parameters fields) implements ServerLine {

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder(64).append("FAIL\t").append(id);
            fields.appendTo(line);
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }
}
