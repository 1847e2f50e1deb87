package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.LookupResult.Found;
import dev.postern.gateway.directory.LookupResult.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MapDirectoryTest {
    private static final Deadline SOON = new Deadline(0);

    private final FakeSource source = new FakeSource();
    private final UnitCache cache = new UnitCache(
            source,
            new CachePolicy(
                    1 << 20,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofHours(24),
                    Duration.ofSeconds(2)),
            () -> 0);
    private final Relation rows = Relation.ofKey("rows");
    private final MapDirectory directory = new MapDirectory(
            List.of(
                    new MapDefinition("virtual-aliases", MapKind.ALIAS, rows, true, null),
                    new MapDefinition("unpropagated", MapKind.ALIAS, rows, false, null),
                    new MapDefinition("virtual-mailboxes", MapKind.MAILBOX, rows, true, null),
                    new MapDefinition("transport", MapKind.TRANSPORT, rows, false, ":")),
            new RecipientDelimiter("+"),
            Set.of(),
            cache,
            Duration.ofHours(24));

    private LookupResult lookup(String map, String key) {
        return directory.lookup(map, key, SOON).result();
    }

    @Test
    void anExactRowBeatsTheCatchAll() {
        source.put("kim@d.test", "user@d.test");
        source.put("@d.test", "all@d.test");
        assertThat(lookup("virtual-aliases", "Kim@D.test")).isEqualTo(new Found("user@d.test"));
        assertThat(lookup("virtual-aliases", "kim+x@d.test")).isEqualTo(new Found("user+x@d.test"));
        assertThat(lookup("virtual-aliases", "nobody+x@d.test")).isEqualTo(new Found("all@d.test"));
        assertThat(lookup("virtual-aliases", "nobody@e.test")).isEqualTo(NotFound.INSTANCE);
    }

    @Test
    void theExtensionGoesOnlyWhereItIsPropagated() {
        source.put("kim@d.test", "user@d.test");
        assertThat(lookup("unpropagated", "kim+x@d.test")).isEqualTo(new Found("user@d.test"));
        assertThat(lookup("virtual-mailboxes", "kim+x@d.test")).isEqualTo(new Found("user@d.test"));
    }

    @Test
    void theExtensionKeepsTheSpellingThatWasAsked() {
        source.put("kim@d.test", "user@d.test");
        assertThat(lookup("virtual-aliases", "Kim+Lists@D.test")).isEqualTo(new Found("user+Lists@d.test"));
    }

    @Test
    void anotherDomainIsAnsweredAsItStandsUnlessTheExtensionIsToGo() {
        source.put("kim@d.test", "@e.test");
        source.put("@d.test", "@f.test");
        assertThat(lookup("virtual-aliases", "Kim+x@d.test")).isEqualTo(new Found("@e.test"));
        assertThat(lookup("unpropagated", "Kim+x@d.test")).isEqualTo(new Found("Kim@e.test"));
        assertThat(lookup("unpropagated", "kim@d.test")).isEqualTo(new Found("@e.test"));
        assertThat(lookup("unpropagated", "no+x@d.test")).isEqualTo(new Found("@f.test"));
    }

    @Test
    void theTwinAnswersExactlyOneFoldedKey() {
        source.put("kim@d.test", "user@d.test");
        assertThat(lookup("virtual-aliases.exact", "KIM@d.test")).isEqualTo(new Found("user@d.test"));
        assertThat(lookup("virtual-aliases.exact", "kim+x@d.test")).isEqualTo(NotFound.INSTANCE);
        assertThat(source.asked).containsExactly("kim@d.test", "kim+x@d.test");
    }

    @Test
    void aStoredVirtualTransportKeepsTheClassesDefaultInTheLadderOnly() {
        source.put("d.test", "virtual:");
        source.put("e.test", "smtp:[relay.test]");
        assertThat(lookup("transport", "u@d.test")).isEqualTo(new Found(":"));
        assertThat(lookup("transport", "u@e.test")).isEqualTo(new Found("smtp:[relay.test]"));
        assertThat(lookup("transport.exact", "d.test")).isEqualTo(new Found("virtual:"));
    }

    @Test
    void aStepThatCannotBeReadNeverLetsTheCatchAllAnswer() {
        source.put("kim@d.test", new Unavailable("away"));
        source.put("@d.test", "all@d.test");
        assertThat(lookup("virtual-aliases", "kim@d.test")).isInstanceOf(Unavailable.class);
    }

    @Test
    void aFailureBehindTheAnswerDoesNotMatter() {
        source.put("kim@d.test", "user@d.test");
        source.put("@d.test", new Unavailable("away"));
        assertThat(lookup("virtual-aliases", "kim@d.test")).isEqualTo(new Found("user@d.test"));
    }

    @Test
    void aKeyWithARowOfItsOwnIsAllThatIsAsked() {
        source.put("kim@d.test", "user@d.test");
        lookup("virtual-aliases", "kim@d.test");
        assertThat(source.asked).containsExactly("kim@d.test");
    }

    @Test
    void theRestOfTheLadderIsAskedWithoutAskingAgain() {
        lookup("virtual-aliases", "kim+x@d.test");
        assertThat(source.asked).containsExactly("kim+x@d.test", "kim@d.test", "@d.test");
        lookup("virtual-aliases", "kim+y@d.test");
        assertThat(source.asked).as("known steps are not asked again").hasSize(4);
    }

    @Test
    void aMapThatIsNotServedIsMisconfigured() {
        assertThat(directory.serves("nonsense")).isFalse();
        assertThat(lookup("nonsense", "x")).isInstanceOf(Misconfigured.class);
    }
}
