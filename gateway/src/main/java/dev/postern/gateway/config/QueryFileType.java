package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/** The path of a {@link QueryFile}, which is read together with the configuration. */
final class QueryFileType implements ValueType<QueryFile> {

    @Override
    public Optional<QueryFile> read(YamlNode node, Place place) {
        return Scalars.PATH.read(node, place).flatMap(file -> read(file, node, place));
    }

    private static Optional<QueryFile> read(Path file, YamlNode node, Place place) {
        try {
            String text = Utf8File.read(file, place.reading().files());
            return Optional.of(new QueryFile(file, new SecretText(text)));
        } catch (Unusable e) {
            String shown = node.holdsReference() ? "the file" : Printable.quoted(file.toString());
            place.problem(node.at(), place.name() + ": " + shown + " " + e.why(), "name a readable file in UTF-8");
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> print(QueryFile value) {
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
