package dev.postern.gateway.password;

import java.security.MessageDigest;
import org.bouncycastle.jcajce.provider.digest.MD4;

/** The one digest that the JDK lacks; apart, so that only who meets it loads Bouncy Castle (see {@link Argon2Blocks}). */
final class Md4 {
    private Md4() {}

    static MessageDigest start() {
        return new MD4.Digest();
    }
}
