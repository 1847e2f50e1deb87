package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/** The twin of a secret's key: the path of a file that holds the secret, one newline at its end not counted. */
final class SecretFileType implements ValueType<SecretText> {

    @Override
    public Optional<SecretText> read(YamlNode node, Place place) {
        return Scalars.PATH.read(node, place).flatMap(file -> secret(file, node, place));
    }

    private static Optional<SecretText> secret(Path file, YamlNode node, Place place) {
        try {
            String text = withoutLastNewline(Utf8File.read(file, place.reading().files()));
            place.sources().add("file " + file);
            return Optional.of(Scalars.SECRET.parser().parse(text));
        } catch (Unusable e) {
            String shown = node.holdsReference() ? "the file" : Printable.quoted(file.toString());
            place.problem(
                    node.at(),
                    place.name() + ": " + shown + " " + e.why(),
                    "name a readable file that holds the secret alone");
            return Optional.empty();
        }
    }

    private static String withoutLastNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public Optional<String> print(SecretText value) {
        return Optional.of(value.toString());
    }

    @Override
    public String label() {
        return Scalars.PATH.label();
    }

    @Override
    public ObjectNode schema() {
        return Scalars.PATH.schema();
    }
}
