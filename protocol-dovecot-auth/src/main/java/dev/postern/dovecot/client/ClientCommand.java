package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.dovecot.wire.TabFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an auth client says.
 *
 * <pre>
 * command = "VERSION" TAB major TAB minor
 *         / "CPID" TAB pid
 *         / "AUTH" TAB id TAB mechanism *(TAB parameter) [TAB "resp=" base64]
 *         / "CONT" TAB id TAB base64 *(TAB "channel_binding=" base64)
 *         / "CANCEL" TAB id
 * </pre>
 *
 * <p>Fields after those are skipped, but in AUTH, where nothing may follow {@code resp=}.
 */
public sealed interface ClientCommand {

    /** Parses a line. */
    static ClientCommand parse(Line line) throws ProtocolException {
        TabFields fields = line.fields();
        fields.next();
        if (fields.is("AUTH")) {
            return Auth.parse(fields);
        }
        if (fields.is("CONT")) {
            return Cont.parse(fields);
        }
        if (fields.is("CANCEL")) {
            return new Cancel(fields.nextId());
        }
        if (fields.is("VERSION")) {
            return Version.parse(fields);
        }
        if (fields.is("CPID")) {
            return Cpid.parse(fields);
        }
        throw new ProtocolException(Reason.UNKNOWN_COMMAND);
    }

    /** Returns the line, as a client sends it. */
    byte[] encode();

    /** The first line of all. */
    record Version(long major, long minor) implements ClientCommand {

        private static Version parse(TabFields fields) throws ProtocolException {
            long major = fields.next() ? fields.number() : -1;
            long minor = fields.next() ? fields.number() : -1;
            if (major < 0 || minor < 0) {
                throw new ProtocolException(Reason.VERSION_MISSING);
            }
            return new Version(major, minor);
        }

        @Override
        public byte[] encode() {
            return ("VERSION\t" + major + '\t' + minor + '\n').getBytes(UTF_8);
        }
    }

    /**
     * The client's process id, which ends its part of the handshake. Only a login socket has a use for it, so any digits
     * will do (Prosody sends more than 32 bits).
     *
     * @param pid 0 if it does not fit into 32 bits, and then of no use
     */
    record Cpid(long pid) implements ClientCommand {

        private static Cpid parse(TabFields fields) throws ProtocolException {
            byte[] digits = fields.next() ? fields.raw(0) : new byte[0];
            if (digits.length == 0 || !new String(digits, ISO_8859_1).chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new ProtocolException(Reason.CPID_MISSING);
            }
            return new Cpid(Math.max(0, fields.number()));
        }

        @Override
        public byte[] encode() {
            return ("CPID\t" + pid + '\n').getBytes(UTF_8);
        }
    }

    /**
     * Begins an exchange.
     *
     * @param mechanism in whatever case; need not exist
     * @param parameters all but {@code resp=}
     * @param response what stands behind {@code resp=}
     */
    record Auth(long id, String mechanism, Parameters parameters, Optional<ResponseText> response)
            implements ClientCommand {

        private static final String RESPONSE = "resp=";

        private static Auth parse(TabFields fields) throws ProtocolException {
            long id = fields.nextId();
            String mechanism = fields.nextText();
            Parameters parameters = Parameters.read(fields, RESPONSE);
            if (!fields.startsWith(RESPONSE)) {
                return new Auth(id, mechanism, parameters, Optional.empty());
            }
            ResponseText response = ResponseText.read(fields, RESPONSE.length());
            if (fields.nextFilled()) {
                throw new ProtocolException(Reason.FIELD_AFTER_RESPONSE);
            }
            return new Auth(id, mechanism, parameters, Optional.of(response));
        }

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("AUTH\t").append(id).append('\t');
            TabFields.escape(line, mechanism);
            parameters.appendTo(line);
            response.ifPresent(text -> line.append('\t').append(RESPONSE).append(text.base64()));
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /**
     * Answers a challenge.
     *
     * @param channelBindings what the login process tells of its client's channel: one at most, if all is well
     */
    record Cont(long id, ResponseText response, List<ResponseText> channelBindings) implements ClientCommand {

        private static final String BINDING = "channel_binding=";

        /** An answer that tells nothing of the channel. */
        public Cont(long id, ResponseText response) {
            this(id, response, List.of());
        }

        /** Copies the list. */
        public Cont {
            channelBindings = List.copyOf(channelBindings);
        }

        private static Cont parse(TabFields fields) throws ProtocolException {
            long id = fields.nextId();
            if (!fields.next()) {
                throw new ProtocolException(Reason.FIELD_MISSING);
            }
            ResponseText response = ResponseText.read(fields, 0);
            List<ResponseText> bindings = new ArrayList<>();
            while (fields.next()) {
                if (fields.startsWith(BINDING)) {
                    bindings.add(ResponseText.read(fields, BINDING.length()));
                }
            }
            return new Cont(id, response, bindings);
        }

        @Override
        public byte[] encode() {
            StringBuilder line =
                    new StringBuilder("CONT\t").append(id).append('\t').append(response.base64());
            channelBindings.forEach(data -> line.append('\t').append(BINDING).append(data.base64()));
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /** Gives an exchange up; it is not answered. */
    record Cancel(long id) implements ClientCommand {

        @Override
        public byte[] encode() {
            return ("CANCEL\t" + id + '\n').getBytes(UTF_8);
        }
    }
}
