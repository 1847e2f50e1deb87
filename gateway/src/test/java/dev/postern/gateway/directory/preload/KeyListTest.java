package dev.postern.gateway.directory.preload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyListTest {
    private boolean closed;

    /** Gives these pages, one after the other. */
    private final class Pages implements UserCursor {
        private final Deque<UserPage> pages;

        Pages(List<UserPage> pages) {
            this.pages = new ArrayDeque<>(pages);
        }

        @Override
        public Future<UserPage> next() {
            return Future.succeededFuture(pages.remove());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private KeyList.Result read(UserPage... pages) {
        KeyList.Result result = new KeyList(new Pages(List.of(pages))).read().result();
        assertThat(closed).isTrue();
        return result;
    }

    private static UserPage page(boolean last, String... names) {
        return new UserPage.Users(List.of(names), last);
    }

    @Test
    void givesEachKeyAsItIsWrittenAndFolded() {
        assertThat(read(page(false, "a@b.test", "a@b.test"), page(true, "Mixed@b.test")))
                .isEqualTo(new KeyList.Keys(Set.of("a@b.test", "Mixed@b.test", "mixed@b.test")));
    }

    @Test
    void refusesMoreKeysThanAreWorthIt() {
        String[] names = IntStream.rangeClosed(0, KeyList.MAX_KEYS)
                .mapToObj(i -> i + "@b.test")
                .toArray(String[]::new);
        assertThat(read(page(false, names)))
                .isEqualTo(new KeyList.Refused(new Failure.Misconfigured("it has more than 100000 keys")));
    }

    @Test
    void refusesARowForEveryKey() {
        assertThat(read(page(true, "a@b.test", "**")))
                .isEqualTo(new KeyList.Refused(new Failure.Misconfigured("it has a row that answers for every key")));
    }

    @Test
    void passesOnWhyAListBroke() {
        Failure away = new Failure.Unavailable("gone");
        assertThat(read(page(false, "a@b.test"), new UserPage.Broken(away))).isEqualTo(new KeyList.Refused(away));
    }
}
