package dev.postern.gateway.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.announcement.Announcement.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementReaderTest {

    @Test
    void readsKeysDomainsAndWholeRelations() {
        assertThat(AnnouncementReader.read("{\"v\":1,\"of\":[\"a\",\"b\"],\"keys\":[\"x@y\",\"@y\"]}"))
                .contains(new Announcement(Set.of("a", "b"), Scope.KEYS, Set.of("x@y", "@y")));
        assertThat(AnnouncementReader.read("{\"v\" : 1, \"of\" : [\"*\"], \"domains\" : [\"y\"]}"))
                .contains(new Announcement(Set.of("*"), Scope.DOMAINS, Set.of("y")));
        assertThat(AnnouncementReader.read("{\"v\":1,\"of\":[\"a\"],\"all\":true}"))
                .contains(new Announcement(Set.of("a"), Scope.ALL, Set.of()));
    }

    @Test
    void takesARowForEveryKeyAsTheWholeRelation() {
        assertThat(AnnouncementReader.read("{\"v\":1,\"of\":[\"a\"],\"keys\":[\"x@y\",\"*\"]}"))
                .contains(new Announcement(Set.of("a"), Scope.ALL, Set.of()));
    }

    @Test
    void takesALaterVersionForAChangeOfEverything() {
        assertThat(AnnouncementReader.read("{\"v\":2,\"what\":{}}")).contains(Announcement.OF_EVERYTHING);
    }

    // Any role can notify anything.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "1",
                "null",
                "[]",
                "{}",
                "{\"v\":1}",
                "{\"v\":0,\"of\":[\"a\"],\"all\":true}",
                "{\"v\":\"1\",\"of\":[\"a\"],\"all\":true}",
                "{\"v\":1.5,\"of\":[\"a\"],\"all\":true}",
                "{\"v\":1,\"v\":1,\"of\":[\"a\"],\"all\":true}",
                "{\"v\":1,\"of\":[\"a\"],\"all\":true} {}",
                "{\"v\":1,\"of\":[\"a\"],\"all\":true",
                "{\"v\":1,\"of\":\"a\",\"all\":true}",
                "{\"v\":1,\"of\":[],\"all\":true}",
                "{\"v\":1,\"of\":[1],\"all\":true}",
                "{\"v\":1,\"of\":[\"a\"],\"all\":false}",
                "{\"v\":1,\"of\":[\"a\"],\"all\":\"true\"}",
                "{\"v\":1,\"of\":[\"a\"],\"keys\":[]}",
                "{\"v\":1,\"of\":[\"a\"],\"keys\":[\"\"]}",
                "{\"v\":1,\"of\":[\"a\"],\"keys\":[[\"x\"]]}",
                "{\"v\":1,\"of\":[\"a\"],\"keys\":{\"x\":\"y\"}}",
                "{\"v\":1,\"of\":[\"a\"],\"keys\":[\"x\"],\"domains\":[\"y\"]}",
                "{\"v\":1,\"of\":[\"a\"],\"names\":[\"x\"]}"
            })
    void passesOverWhatSaysNothing(String payload) {
        assertThat(AnnouncementReader.read(payload)).isEmpty();
    }

    @Test
    void passesOverWhatIsTooDeepTooLongOrTooMuch() {
        assertThat(AnnouncementReader.read("[".repeat(7999))).isEmpty();
        assertThat(AnnouncementReader.read("{\"v\":1,\"of\":[\"a\"],\"keys\":[\"" + "x".repeat(8000) + "\"]}"))
                .isEmpty();
        StringBuilder names = new StringBuilder("\"a\"");
        for (int i = 0; i < 40; i++) {
            names.append(",\"a").append(i).append('"');
        }
        assertThat(AnnouncementReader.read("{\"v\":1,\"of\":[" + names + "],\"all\":true}"))
                .isEmpty();
    }
}
