package dev.postern.postfix.netstring;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Writes netstrings: {@code length ":" payload ","}. */
public final class Netstring {

    private Netstring() {}

    /** Returns the netstring whose payload is {@code head} followed by {@code tail}. */
    public static byte[] encode(byte[] head, byte[] tail) {
        byte[] length = Integer.toString(head.length + tail.length).getBytes(US_ASCII);
        int payload = length.length + 1;
        byte[] netstring = new byte[payload + head.length + tail.length + 1];
        System.arraycopy(length, 0, netstring, 0, length.length);
        netstring[length.length] = ':';
        System.arraycopy(head, 0, netstring, payload, head.length);
        System.arraycopy(tail, 0, netstring, payload + head.length, tail.length);
        netstring[netstring.length - 1] = ',';
        return netstring;
    }
}
