package dev.postern.dovecot.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.dovecot.wire.TabFields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a client of auth-userdb or auth-master says.
 *
 * <pre>
 * command = "VERSION" TAB major [TAB minor]
 *         / ("USER" / "PASS") TAB id TAB name *(TAB parameter)
 *         / "LIST" TAB id *(TAB parameter)                       ; "user=" is a mask
 *         / "CACHE-FLUSH" TAB id *(TAB name)
 *         / "REQUEST" TAB id TAB client-pid TAB auth-id TAB cookie *(TAB parameter)
 * </pre>
 *
 * <p>Empty fields are skipped where a parameter or name of a list may stand (Dovecot 2.4.2 sends one in LIST).
 */
public sealed interface MasterCommand {

    /** Parses a line. */
    static MasterCommand parse(Line line) throws ProtocolException {
        TabFields fields = line.fields();
        fields.next();
        if (fields.is("USER")) {
            return new User(fields.nextId(), Name.next(fields), Parameters.read(fields));
        }
        if (fields.is("PASS")) {
            return new Pass(fields.nextId(), Name.next(fields), Parameters.read(fields));
        }
        if (fields.is("LIST")) {
            return new ListUsers(fields.nextId(), Parameters.read(fields));
        }
        if (fields.is("REQUEST")) {
            return Request.parse(fields);
        }
        if (fields.is("CACHE-FLUSH")) {
            return CacheFlush.parse(fields);
        }
        if (fields.is("VERSION")) {
            return new Version(fields.nextNumber(), fields.next() ? Math.max(0, fields.number()) : 0);
        }
        throw new ProtocolException(Reason.UNKNOWN_COMMAND);
    }

    /** Returns the line, as a client sends it. */
    byte[] encode();

    /** The first line of all. */
    record Version(long major, long minor) implements MasterCommand {

        @Override
        public byte[] encode() {
            return ("VERSION\t" + major + '\t' + minor + '\n').getBytes(UTF_8);
        }
    }

    /** A command that is answered, once and under its id. */
    sealed interface Inquiry extends MasterCommand {

        /** Returns the id, unique among the open ones of its connection: 1 to 4294967295. */
        long id();
    }

    /**
     * Where does this user's mail live?
     *
     * @param name as the client wrote it; empty if nobody can have it (it is empty, not UTF-8, or holds a NUL)
     */
    record User(long id, String name, Parameters parameters) implements Inquiry {

        @Override
        public byte[] encode() {
            return named("USER", id, name, parameters);
        }
    }

    /**
     * What does the password database say of this user, the password excepted?
     *
     * @param name as the client wrote it; empty if nobody can have it (it is empty, not UTF-8, or holds a NUL)
     */
    record Pass(long id, String name, Parameters parameters) implements Inquiry {

        @Override
        public byte[] encode() {
            return named("PASS", id, name, parameters);
        }
    }

    /** Which users are there? */
    record ListUsers(long id, Parameters parameters) implements Inquiry {

        /** Returns which names are wanted. */
        public UserMask mask() {
            return new UserMask(parameters.value("user").orElse(""));
        }

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("LIST\t").append(id);
            parameters.appendTo(line);
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /**
     * Forget what is cached.
     *
     * @param names of these users; of all if there is none
     */
    record CacheFlush(long id, List<String> names) implements Inquiry {

        /** Copies the names. */
        public CacheFlush {
            names = List.copyOf(names);
        }

        private static CacheFlush parse(TabFields fields) throws ProtocolException {
            long id = fields.nextId();
            List<String> names = new ArrayList<>();
            while (fields.nextFilled()) {
                names.add(Name.read(fields));
            }
            return new CacheFlush(id, names);
        }

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("CACHE-FLUSH\t").append(id);
            names.forEach(name -> TabFields.escape(line.append('\t'), name));
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /** Give me the user that a login process has handed on to me. */
    record Request(long id, long clientPid, long authId, ConnectionCookie cookie, Parameters parameters)
            implements Inquiry {

        private static Request parse(TabFields fields) throws ProtocolException {
            return new Request(
                    fields.nextId(),
                    fields.nextNumber(),
                    fields.nextNumber(),
                    ConnectionCookie.read(fields),
                    Parameters.read(fields));
        }

        /** Returns the pid that the mail process claims to have; empty if it does not say, or nothing that is one. */
        public OptionalLong sessionPid() {
            return parameters.number("session_pid");
        }

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("REQUEST\t").append(id).append('\t');
            line.append(clientPid).append('\t').append(authId).append('\t').append(cookie.toHex());
            parameters.appendTo(line);
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    private static byte[] named(String command, long id, String name, Parameters parameters) {
        StringBuilder line = new StringBuilder(command).append('\t').append(id).append('\t');
        parameters.appendTo(TabFields.escape(line, name));
        return line.append('\n').toString().getBytes(UTF_8);
    }
}
