package dev.postern.gateway.announcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.gateway.announcement.Announcement.Scope;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads payloads, which are anybody's text. */
final class AnnouncementReader {

    /** PostgreSQL's limit in bytes; characters are fewer. */
    private static final int MAX_LENGTH = 8000;

    /** Far more than a trigger names: the preset with the most has six. */
    private static final int MAX_RELATIONS = 32;

    private static final int VERSION = 1;
    private static final int FIELDS = 3;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AnnouncementReader() {}

    /**
     * What it says.
     *
     * @return empty if it is none; everything, if it is of a version that will be known in the future
     */
    static Optional<Announcement> read(String payload) {
        if (payload.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return read(JSON.readTree(payload));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Announcement> read(JsonNode root) {
        JsonNode version = root.path("v");
        if (!root.isObject() || !version.isInt() || version.intValue() < VERSION) {
            return Optional.empty();
        }
        if (version.intValue() > VERSION) {
            return Optional.of(Announcement.OF_EVERYTHING);
        }
        Optional<Set<String>> relations = texts(root.path("of")).filter(names -> names.size() <= MAX_RELATIONS);
        if (root.size() != FIELDS || relations.isEmpty()) {
            return Optional.empty();
        }
        if (root.path("all").isBoolean()) {
            return Optional.of(new Announcement(relations.get(), Scope.ALL, Set.of()))
                    .filter(all -> root.path("all").booleanValue());
        }
        return texts(root.path("keys"))
                .map(keys -> new Announcement(relations.get(), Scope.KEYS, keys))
                .or(() -> texts(root.path("domains"))
                        .map(domains -> new Announcement(relations.get(), Scope.DOMAINS, domains)));
    }

    /** A list of texts, none of them empty, at least one. */
    private static Optional<Set<String>> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        for (JsonNode each : list) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                return Optional.empty();
            }
            texts.add(each.textValue());
        }
        return list.isArray() && !texts.isEmpty() ? Optional.of(texts) : Optional.empty();
    }
}
