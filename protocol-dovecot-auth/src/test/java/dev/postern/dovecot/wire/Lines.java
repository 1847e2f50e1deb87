package dev.postern.dovecot.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lines as text, one character a byte. */
public final class Lines {

    private Lines() {}

    /** The line that these bytes are, without a LF; it lies inside of a larger array. */
    public static Line of(String line) {
        byte[] bytes = ("\tx" + line + "y\t").getBytes(ISO_8859_1);
        return new Line(bytes, 2, bytes.length - 2);
    }
}
