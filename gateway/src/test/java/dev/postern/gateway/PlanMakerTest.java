package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanMakerTest {

    private Plan.Attempt plan(Path folder, String more) throws IOException {
        String yaml = "database: {url: \"jdbc:postgresql://127.0.0.1:1/mails\"}\n" + more;
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml);
        ConfigReading.Accepted accepted =
                (ConfigReading.Accepted) ConfigReader.ofThisProcess().read(file);
        return PlanMaker.plan(accepted.config(), accepted.effective());
    }

    private static Stream<String> queryOfAliases(Plan.Attempt attempt) {
        return attempt.plan().orElseThrow().maps().stream()
                .filter(map -> map.name().equals("virtual-aliases"))
                .map(map -> map.relation().name());
    }

    @Test
    void protectsMailboxesByThePresetsOtherQuery(@TempDir Path folder) throws IOException {
        assertThat(queryOfAliases(plan(folder, "schema: canonical\n"))).containsExactly("aliases");
        assertThat(queryOfAliases(plan(folder, "schema: canonical\nprotectMailboxes: true\n")))
                .containsExactly("aliases-protecting");
    }

    @Test
    void keepsWholeWhatAPresetListsAndSaysWhyItDoesNotKeepTheRest(@TempDir Path folder) throws IOException {
        String more = "maps: {uid: {query: \"SELECT a FROM t WHERE k = '%s'\"}}\ncache: {preload: true}\n";
        Plan plan = plan(folder, "schema: canonical\n" + more).plan().orElseThrow();

        assertThat(plan.lists().keySet()).extracting(Relation::name).contains("aliases", "passdb", "senders");
        assertThat(WholeRelations.refusals(plan))
                .containsEntry("its answers depend on more than the user's name", Set.of("userdb"))
                .containsEntry("its keys cannot be listed, as those of a preset's plain relations can", Set.of("uid"));
    }

    @Test
    void refusesToPreloadWhatNobodyLists(@TempDir Path folder) throws IOException {
        String query = "maps: {uid: {query: \"SELECT a FROM t WHERE k = '%s'\"}}\n";
        assertThat(plan(folder, "cache: {preload: true}\n" + query).problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains(":2:", "cache.preload is on", "name a schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maps: {virtual-aliases: {query: \"SELECT a FROM t WHERE k = '%s'\"}}\n"})
    void refusesToProtectMailboxesWithoutAQueryForIt(String more, @TempDir Path folder) throws IOException {
        assertThat(plan(folder, "protectMailboxes: true\n" + more).problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains(":2:", "protectMailboxes", "name a schema that offers it");
    }
}
