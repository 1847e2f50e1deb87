package dev.postern.gateway.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} by environment variables, and <code>$${</code> by <code>${</code>.
 *
 * @param text what the value is then
 * @param substituted whether a variable went into it, so that it may be a secret wherever it stands
 */
record Substitution(String text, boolean substituted) {

    /** An escape, a reference, or (empty name) the start of something that is neither. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)})?");

    /** Empty after a problem. */
    static Optional<Substitution> of(YamlNode.Scalar scalar, Place place) {
        Matcher reference = REFERENCE.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        boolean complete = true;
        while (reference.find()) {
            Optional<String> value = value(reference, scalar, place);
            reference.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
            complete &= value.isPresent();
        }
        reference.appendTail(text);
        return complete
                ? Optional.of(new Substitution(text.toString(), !place.sources().isEmpty()))
                : Optional.empty();
    }

    private static Optional<String> value(Matcher reference, YamlNode.Scalar scalar, Place place) {
        if (reference.group().startsWith("$$")) {
            return Optional.of("${");
        }
        String name = reference.group(1);
        if (name == null) {
            place.problem(
                    scalar.at(),
                    place.name() + ": ${ begins no reference to an environment variable",
                    "write ${NAME}, or $${ for the characters themselves");
            return Optional.empty();
        }
        String value = place.reading().environment().variable(name);
        if (value == null) {
            place.problem(
                    scalar.at(),
                    place.name() + ": environment variable " + name + " is not set",
                    "set it, or write the value");
            return Optional.empty();
        }
        place.sources().add("environment variable " + name);
        return Optional.of(value);
    }
}
