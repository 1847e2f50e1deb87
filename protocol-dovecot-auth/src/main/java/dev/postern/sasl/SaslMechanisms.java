package dev.postern.sasl;

import dev.postern.sasl.ScramMechanism.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mechanisms that a server offers, in the order in which it announces them. Immutable. */
public final class SaslMechanisms {

    private static final List<SaslMechanism> KNOWN = List.of(
            new PlainMechanism(),
            new LoginMechanism(),
            new CramMd5Mechanism(),
            new DigestMd5Mechanism(),
            scram(ScramHash.SHA_1, Binding.NONE),
            scram(ScramHash.SHA_1, Binding.REQUIRED),
            scram(ScramHash.SHA_256, Binding.NONE),
            scram(ScramHash.SHA_256, Binding.REQUIRED),
            BearerTokenMechanism.OAUTHBEARER,
            BearerTokenMechanism.XOAUTH2,
            new ExternalMechanism(),
            new AnonymousMechanism());

    /** Of servers that offer the same with channel binding. */
    private static final List<SaslMechanism> BESIDE_PLUS =
            List.of(scram(ScramHash.SHA_1, Binding.ELSEWHERE), scram(ScramHash.SHA_256, Binding.ELSEWHERE));

    private final List<SaslMechanism> offered;

    private SaslMechanisms(List<SaslMechanism> offered) {
        this.offered = List.copyOf(offered);
    }

    private static SaslMechanism scram(ScramHash hash, Binding binding) {
        return new ScramMechanism(
                hash, hash == ScramHash.SHA_1 ? CredentialKind.SCRAM_SHA_1 : CredentialKind.SCRAM_SHA_256, binding);
    }

    /**
     * The mechanisms of these names, whatever their case.
     *
     * @throws IllegalArgumentException if one is not known, or none is named
     */
    public static SaslMechanisms offering(List<String> names) {
        List<SaslMechanism> offered = new ArrayList<>();
        for (String name : names) {
            boolean besidePlus = names.stream().anyMatch((name + ScramMechanism.PLUS)::equalsIgnoreCase);
            offered.add(find(besidePlus ? BESIDE_PLUS : KNOWN, name)
                    .orElseThrow(() -> new IllegalArgumentException("no such SASL mechanism: " + name)));
        }
        if (offered.isEmpty()) {
            throw new IllegalArgumentException("a server without a SASL mechanism serves nobody");
        }
        return new SaslMechanisms(offered);
    }

    /** Returns the names of all mechanisms that can be offered. */
    public static List<String> known() {
        return KNOWN.stream().map(SaslMechanism::name).toList();
    }

    /**
     * The same without EXTERNAL: for a socket on which anybody could claim to have seen a certificate. May offer nothing.
     */
    public SaslMechanisms withoutExternal() {
        return new SaslMechanisms(offered.stream()
                .filter(mechanism -> !mechanism.name().equals(ExternalMechanism.NAME))
                .toList());
    }

    /**
     * The same without channel binding: for clients that cannot tell of their channel, whom nobody can have robbed of it.
     * May offer nothing.
     */
    public SaslMechanisms withoutChannelBinding() {
        List<String> names = offered.stream()
                .map(SaslMechanism::name)
                .filter(name -> !name.endsWith(ScramMechanism.PLUS))
                .toList();
        return names.isEmpty() ? new SaslMechanisms(List.of()) : offering(names);
    }

    /** Returns what is offered. */
    public List<SaslMechanism> offered() {
        return offered;
    }

    /** Finds an offered mechanism by its name, whatever the case. */
    public Optional<SaslMechanism> find(String name) {
        return find(offered, name);
    }

    private static Optional<SaslMechanism> find(List<SaslMechanism> mechanisms, String name) {
        for (SaslMechanism mechanism : mechanisms) {
            if (mechanism.name().equals(name)) {
                return Optional.of(mechanism);
            }
        }
        String capitals = name.toUpperCase(Locale.ROOT);
        return capitals.equals(name) ? Optional.empty() : find(mechanisms, capitals);
    }
}
