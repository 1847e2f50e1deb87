package dev.postern.dovecot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The fields of a request or reply that have a name: {@code name} alone (a bare word) or {@code name=value}, in the order
 * in which they stand on the line. Where one occurs twice the later counts, as in Dovecot. Immutable.
 *
 * <p>{@link #toString} hides the values of names that begin with {@code pass}, the only ones that may be secret.
 *
 * @param fields not escaped, each with a name
 */
public record Parameters(List<String> fields) {

    /** No field at all. */
    public static final Parameters NONE = new Parameters(List.of());

    /** @throws IllegalArgumentException if a field has no name */
    public Parameters {
        fields = List.copyOf(fields);
        for (String field : fields) {
            if (field.isEmpty() || field.charAt(0) == '=') {
                throw new IllegalArgumentException("field without a name");
            }
        }
    }

    /** These fields, not escaped. */
    public static Parameters of(String... fields) {
        return new Parameters(List.of(fields));
    }

    /** Reads all that is left on a line. What is empty, has no name or is not UTF-8 says nothing and is skipped. */
    public static Parameters read(TabFields rest) {
        return read(rest, "\n");
    }

    /** As {@link #read(TabFields)}, but goes no further than to a field that begins with these ASCII characters. */
    public static Parameters read(TabFields rest, String stop) {
        List<String> fields = new ArrayList<>();
        while (rest.nextFilled() && !rest.startsWith(stop)) {
            String field = rest.text();
            if (field != null && !field.isEmpty() && field.charAt(0) != '=') {
                fields.add(field);
            }
        }
        return new Parameters(fields);
    }

    /** Tells whether the name stands there as a bare word. */
    public boolean hasWord(String name) {
        return fields.contains(name);
    }

    /** Tells whether the name stands there, as a bare word or with a value. */
    public boolean has(String name) {
        for (String field : fields) {
            if (isNamed(field, name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value of a name; empty if the name is not there, or only as a bare word. */
    public Optional<String> value(String name) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            String field = fields.get(i);
            if (isNamed(field, name) && field.length() > name.length()) {
                return Optional.of(field.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** Returns the value of a name as a number from 0 to 4294967295; empty if it is none, or not there. */
    public OptionalLong number(String name) {
        byte[] digits = value(name).orElse("").getBytes(UTF_8);
        long number = UnsignedNumber.parse(digits, 0, digits.length);
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Appends each field, escaped, with a TAB before it. */
    public void appendTo(StringBuilder line) {
        for (String field : fields) {
            TabFields.escape(line.append('\t'), field);
        }
    }

    private static boolean isNamed(String field, String name) {
        return field.startsWith(name) && (field.length() == name.length() || field.charAt(name.length()) == '=');
    }

    @Override
    public String toString() {
        return fields.stream().map(Parameters::masked).collect(Collectors.joining(", ", "Parameters[", "]"));
    }

    private static String masked(String field) {
        int value = field.indexOf('=');
        return field.startsWith("pass") && value >= 0 ? field.substring(0, value) + "=***" : field;
    }
}
