package dev.postern.sasl;

import java.util.Arrays;
import java.util.List;

/** A world without surprises: the same time, the same randomness. */
public final class FixedContext implements SaslContext {

    private final List<String> realms;

    /** @param realms that DIGEST-MD5 offers */
    public FixedContext(String... realms) {
        this.realms = List.of(realms);
    }

    @Override
    public byte[] random(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'r');
        return bytes;
    }

    @Override
    public long unixSeconds() {
        return 1_700_000_000L;
    }

    @Override
    public String hostname() {
        return "mx.example.org";
    }

    @Override
    public List<String> realms() {
        return realms;
    }

    @Override
    public ScramParameters scramParameters(CredentialKind kind, String user) {
        return new ScramParameters(Octets.of("salt of " + user), 4096);
    }
}
