package dev.postern.dovecot.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.TabFields;

/**
 * What a client of auth-userdb or auth-master hears.
 *
 * <pre>
 * reply = "USER" TAB id TAB name *(TAB field)
 *       / "PASS" TAB id TAB "user=" name *(TAB field)
 *       / "NOTFOUND" TAB id
 *       / "FAIL" TAB id [TAB "reason=" text]
 *       / "LIST" TAB id TAB name
 *       / "DONE" TAB id TAB ["fail"]
 *       / "OK" TAB id TAB count
 * </pre>
 */
public sealed interface MasterReply {

    /** Returns the id of the command that this answers. */
    long id();

    /** Returns the line with its LF. */
    byte[] encode();

    /** Tells whether nothing more is said to that command. */
    default boolean isFinal() {
        return true;
    }

    /**
     * The user exists.
     *
     * @param name the final name; another than was asked for renames the user
     * @param fields uid, gid, home and whatever else the userdb says
     */
    record User(long id, String name, Parameters fields) implements MasterReply {

        @Override
        public byte[] encode() {
            StringBuilder line =
                    new StringBuilder(128).append("USER\t").append(id).append('\t');
            fields.appendTo(TabFields.escape(line, name));
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /**
     * The user may log in; not by which password.
     *
     * @param user the final name
     * @param fields what a login would be answered with
     */
    record Pass(long id, String user, Parameters fields) implements MasterReply {

        /** @throws IllegalArgumentException if a field is the stored password */
        public Pass {
            if (fields.has("password")) {
                throw new IllegalArgumentException("a PASS reply never holds the stored password");
            }
        }

        @Override
        public byte[] encode() {
            StringBuilder line =
                    new StringBuilder(128).append("PASS\t").append(id).append("\tuser=");
            fields.appendTo(TabFields.escape(line, user));
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /** There is certainly no such user. This, and nothing else, makes LMTP reject mail for good. */
    record NotFound(long id) implements MasterReply {

        @Override
        public byte[] encode() {
            return ("NOTFOUND\t" + id + '\n').getBytes(UTF_8);
        }
    }

    /**
     * Nobody can tell at the moment; LMTP defers the mail. To REQUEST: there is no such login.
     *
     * @param reason what the mail client of a REQUEST may read; empty for none
     */
    record Fail(long id, String reason) implements MasterReply {

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("FAIL\t").append(id);
            if (!reason.isEmpty()) {
                TabFields.escape(line.append("\treason="), reason);
            }
            return line.append('\n').toString().getBytes(UTF_8);
        }
    }

    /** One user of a list, which {@link Done} ends. */
    record Listed(long id, String name) implements MasterReply {

        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public byte[] encode() {
            StringBuilder line = new StringBuilder("LIST\t").append(id).append('\t');
            return TabFields.escape(line, name).append('\n').toString().getBytes(UTF_8);
        }
    }

    /**
     * The list ends.
     *
     * @param complete whether all users were on it
     */
    record Done(long id, boolean complete) implements MasterReply {

        @Override
        public byte[] encode() {
            return ("DONE\t" + id + '\t' + (complete ? "" : "fail") + '\n').getBytes(UTF_8);
        }
    }

    /** That many cached things are forgotten. */
    record Flushed(long id, long count) implements MasterReply {

        @Override
        public byte[] encode() {
            return ("OK\t" + id + '\t' + count + '\n').getBytes(UTF_8);
        }
    }
}
