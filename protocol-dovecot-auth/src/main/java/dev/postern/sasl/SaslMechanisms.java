package dev.postern.sasl;

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
            new ScramMechanism(ScramHash.SHA_1, CredentialKind.SCRAM_SHA_1),
            new ScramMechanism(ScramHash.SHA_256, CredentialKind.SCRAM_SHA_256),
            new ExternalMechanism(),
            new AnonymousMechanism());

    private final List<SaslMechanism> offered;

    private SaslMechanisms(List<SaslMechanism> offered) {
        this.offered = List.copyOf(offered);
    }

    /**
     * The mechanisms of these names, whatever their case.
     *
     * @throws IllegalArgumentException if one is not known, or none is named
     */
    public static SaslMechanisms offering(List<String> names) {
        List<SaslMechanism> offered = new ArrayList<>();
        for (String name : names) {
            offered.add(find(KNOWN, name)
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
