package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.Problem;
import dev.postern.gateway.password.StoredPassword.Usable;
import org.jspecify.annotations.Nullable;

/**
 * A password scheme by one of its names.
 *
 * @param name in capitals
 * @param encoding of the data when the prefix says nothing
 * @param rawLength of the decoded data in bytes, which also lets the encoding be guessed; {@link #ANY} if it varies
 * @param weak whether Dovecot 2.4 refuses it by default
 * @param costly whether some of its hashes take more than a digest or two
 * @param format reads the decoded data
 */
record Scheme(String name, Encoding encoding, int rawLength, boolean weak, boolean costly, HashFormat format) {

    /** No fixed length. */
    static final int ANY = 0;

    static Scheme clear(String name, HashFormat format) {
        return new Scheme(name, Encoding.NONE, ANY, false, false, format);
    }

    static Scheme text(String name, HashFormat format) {
        return new Scheme(name, Encoding.NONE, ANY, false, true, format);
    }

    static Scheme binary(String name, Encoding encoding, int rawLength, HashFormat format) {
        return new Scheme(name, encoding, rawLength, false, false, format);
    }

    Scheme asWeak() {
        return new Scheme(name, encoding, rawLength, true, costly, format);
    }

    /**
     * Reads what stands behind the prefix.
     *
     * @param explicit the encoding that the prefix named; null if it named none
     */
    StoredPassword read(String data, @Nullable Encoding explicit, HashLimits limits) {
        byte[] raw = decode(data, explicit);
        if (raw == null) {
            return new Malformed("the data of a " + name + " password is not in its encoding");
        }
        if (rawLength != ANY && raw.length != rawLength) {
            return new Malformed(
                    "a " + name + " password has " + rawLength + " bytes of data, and this one " + raw.length);
        }
        Reading reading = format.read(raw, limits);
        return reading instanceof Hash hash ? new Usable(this, hash, name + explicit + ':' + data) : (Problem) reading;
    }

    private byte @Nullable [] decode(String data, @Nullable Encoding explicit) {
        if (explicit != null) {
            return explicit.decode(data);
        }
        return rawLength == ANY ? encoding.decode(data) : Encoding.guess(data, rawLength);
    }
}
