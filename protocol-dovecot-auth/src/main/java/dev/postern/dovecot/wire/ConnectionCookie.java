package dev.postern.dovecot.wire;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The 16 random bytes by which a mail process proves, on the auth-master socket, that it was sent by the login process
 * of a certain connection. Compared in constant time and never shown, but on the wire: 32 lower-case hexadecimal digits,
 * without which Dovecot's login processes break off.
 */
public final class ConnectionCookie {

    /** Bytes of a cookie. */
    public static final int LENGTH = 16;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    /**
     * @param bytes from a strong source of randomness
     * @throws IllegalArgumentException if it is not {@value #LENGTH} bytes
     */
    public ConnectionCookie(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a cookie has 16 bytes");
        }
        this.bytes = bytes.clone();
    }

    /** Goes to the next field and reads it, in either case as Dovecot does. */
    public static ConnectionCookie read(TabFields fields) throws ProtocolException {
        try {
            return new ConnectionCookie(HEX.parseHex(fields.nextText()));
        } catch (IllegalArgumentException broken) {
            throw new ProtocolException(Reason.BAD_COOKIE);
        }
    }

    /** Returns the cookie as it stands on the wire. */
    public String toHex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionCookie cookie && MessageDigest.isEqual(bytes, cookie.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ConnectionCookie[***]";
    }
}
