package dev.postern.gateway.password;

import static dev.postern.gateway.password.Encoding.BASE64;
import static dev.postern.gateway.password.Encoding.HEX;
import static dev.postern.gateway.password.Scheme.ANY;
import static dev.postern.gateway.password.Scheme.binary;
import static dev.postern.gateway.password.Scheme.clear;
import static dev.postern.gateway.password.Scheme.text;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The registry: every name that may stand in braces. A new scheme is one line here and one {@link HashFormat}. */
final class Schemes {

    private static final List<Scheme> ALL = List.of(
            clear("PLAIN", Plaintext::read),
            clear("CLEAR", Plaintext::read),
            clear("CLEARTEXT", Plaintext::read),
            clear("PLAIN-TRUNC", Plaintext::readTruncated),
            binary("SHA", BASE64, 20, SimpleDigest.unsalted(Digest.SHA1)),
            binary("SHA1", BASE64, 20, SimpleDigest.unsalted(Digest.SHA1)),
            binary("SHA256", BASE64, 32, SimpleDigest.unsalted(Digest.SHA256)),
            binary("SHA512", BASE64, 64, SimpleDigest.unsalted(Digest.SHA512)),
            binary("SSHA", BASE64, ANY, SimpleDigest.salted(Digest.SHA1)),
            binary("SSHA256", BASE64, ANY, SimpleDigest.salted(Digest.SHA256)),
            binary("SSHA512", BASE64, ANY, SimpleDigest.salted(Digest.SHA512)),
            binary("SMD5", BASE64, ANY, SimpleDigest.salted(Digest.MD5)).asWeak(),
            binary("PLAIN-MD5", HEX, 16, SimpleDigest.unsalted(Digest.MD5)).asWeak(),
            binary("PLAIN-MD4", HEX, 16, SimpleDigest.unsalted(Digest.MD4)).asWeak(),
            binary("LDAP-MD5", BASE64, 16, SimpleDigest.unsalted(Digest.MD5)).asWeak(),
            text("MD5", Md5Scheme::read).asWeak(),
            text("MD5-CRYPT", Md5Crypt::read).asWeak(),
            text("DES-CRYPT", Crypt::read).asWeak(),
            text("CRYPT", Crypt::read),
            text("BLF-CRYPT", Crypt::read),
            text("SHA256-CRYPT", Crypt::read),
            text("SHA512-CRYPT", Crypt::read),
            text("ARGON2", Argon2Hash::read),
            text("ARGON2I", Argon2Hash::read),
            text("ARGON2ID", Argon2Hash::read),
            text("PBKDF2", Pbkdf2Hash::read),
            text("SCRAM-SHA-1", ScramHash::readSha1),
            text("SCRAM-SHA-256", ScramHash::readSha256),
            binary("CRAM-MD5", HEX, CramMd5Hash.LENGTH, CramMd5Hash::read),
            binary("HMAC-MD5", HEX, CramMd5Hash.LENGTH, CramMd5Hash::read).asWeak(),
            binary("DIGEST-MD5", HEX, 16, DigestMd5Hash::read),
            text("OTP", OtpHash::read));

    /** Schemes of Dovecot 1 and 2.2 that 2.3 has dropped. */
    private static final Set<String> REFUSED = Set.of("LANMAN", "NTLM", "SKEY", "RPA");

    private static final Map<String, Scheme> BY_NAME = byName();

    private Schemes() {}

    private static Map<String, Scheme> byName() {
        Map<String, Scheme> byName = new HashMap<>();
        for (Scheme scheme : ALL) {
            byName.put(scheme.name(), scheme);
        }
        return Collections.unmodifiableMap(byName);
    }

    /** @param name in capitals */
    static @Nullable Scheme find(String name) {
        return BY_NAME.get(name);
    }

    /** Whether the name, in capitals, is one that Postern knows but does not verify. */
    static boolean isRefused(String name) {
        return REFUSED.contains(name);
    }

    /** Sorted. */
    static Set<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    /** Sorted. CRYPT and what is named after its forms may hold a weak one. */
    static Set<String> weakNames() {
        Set<String> names = new TreeSet<>(Set.of("CRYPT", "BLF-CRYPT", "SHA256-CRYPT", "SHA512-CRYPT"));
        ALL.stream().filter(Scheme::weak).map(Scheme::name).forEach(names::add);
        return names;
    }
}
