package dev.postern.gateway.auth;

import dev.postern.gateway.password.CredentialReader;
import dev.postern.gateway.password.ScramKeys;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.Secret;
import java.util.Arrays;

/** What a stored password has for one mechanism that never sends the password itself. */
final class StoredCredentials implements CredentialReader<Credentials> {
    private static final Credentials NONE = new Credentials.None();

    private final CredentialKind kind;
    private final SaslContext context;
    private final String authcid;

    /** @param authcid as typed: a row in clear text gets the salt that an unknown user of this name would get */
    StoredCredentials(CredentialKind kind, SaslContext context, String authcid) {
        this.kind = kind;
        this.context = context;
        this.authcid = authcid;
    }

    @Override
    public Credentials cleartext(byte[] password) {
        if (kind == CredentialKind.CRAM_MD5 || kind == CredentialKind.DIGEST_MD5) {
            return new Credentials.Cleartext(secret(password));
        }
        SaslContext.ScramParameters shown = context.scramParameters(kind, authcid);
        return scram(ScramKeys.derive(scheme(), password, shown.salt().toByteArray(), shown.iterations()));
    }

    @Override
    public Credentials cramMd5(byte[] state) {
        return kind == CredentialKind.CRAM_MD5 ? new Credentials.CramMd5(secret(state)) : NONE;
    }

    @Override
    public Credentials digestMd5(byte[] digest) {
        return kind == CredentialKind.DIGEST_MD5 ? new Credentials.DigestMd5(secret(digest)) : NONE;
    }

    @Override
    public Credentials scram(ScramKeys keys) {
        return keys.scheme().equals(scheme())
                ? new Credentials.ScramKeys(
                        Octets.copyOf(keys.salt()),
                        keys.iterations(),
                        secret(keys.storedKey()),
                        secret(keys.serverKey()))
                : NONE;
    }

    @Override
    public Credentials none() {
        return NONE;
    }

    /** The stored scheme that serves the mechanism: both have one name. */
    private String scheme() {
        return kind.name().replace('_', '-');
    }

    private static Secret secret(byte[] bytes) {
        Secret secret = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
