package dev.postern.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.bench.Results.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/** Results for programs: every figure of every round. */
final class JsonResults {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonResults() {}

    static void write(Results results, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.putPOJO("circumstances", results.circumstances());
        results.works().forEach(rounds -> add(root.withObjectProperty("works"), rounds));
        results.outcomes().forEach(outcome -> root.withArrayProperty("claims").add(claim(outcome)));
        JSON.writeValue(file.toFile(), root);
    }

    private static void add(ObjectNode works, Rounds rounds) {
        ObjectNode work = works.putObject(rounds.work().name());
        for (Round round : rounds.rounds()) {
            round.samples()
                    .forEach((contender, sample) -> sample.figures()
                            .forEach((metric, value) -> work.withObjectProperty(contender)
                                    .withArrayProperty(metric.name())
                                    .add(value)));
        }
    }

    private static ObjectNode claim(Outcome outcome) {
        Claim claim = outcome.claim();
        ObjectNode node = JSON.createObjectNode()
                .put("work", outcome.rounds().work().name())
                .put("subject", claim.subject().label())
                .put("yardstick", claim.yardstick().label())
                .put("metric", claim.subject().metric().name())
                .put("bound", claim.bound().name())
                .put("bar", claim.bar())
                .put("ratio", outcome.ratios().median())
                .put("verdict", outcome.verdict().name());
        node.putPOJO("ratios", outcome.ratios().values());
        return node;
    }
}
