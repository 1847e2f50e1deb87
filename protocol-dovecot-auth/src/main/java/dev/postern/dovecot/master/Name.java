package dev.postern.dovecot.master;

import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.dovecot.wire.TabFields;

/** User names as they stand in a request. */
final class Name {

    private Name() {}

    static String next(TabFields fields) throws ProtocolException {
        if (!fields.next()) {
            throw new ProtocolException(Reason.FIELD_MISSING);
        }
        return read(fields);
    }

    /** Reads the current field; what is not UTF-8 or holds a NUL is nobody's name and becomes the empty one. */
    static String read(TabFields fields) {
        String name = fields.text();
        return name == null || name.indexOf('\0') >= 0 ? "" : name;
    }
}
