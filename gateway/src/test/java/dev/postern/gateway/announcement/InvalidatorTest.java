package dev.postern.gateway.announcement;

import static dev.postern.gateway.directory.AccountVariable.REMOTE_IP;
import static dev.postern.gateway.directory.AccountVariable.SERVICE;
import static dev.postern.gateway.directory.AccountVariable.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.announcement.Announcement.Scope;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.CachedAccounts;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvalidatorTest {
    private final Relation byUser = Relation.ofAccount("userdb", List.of(USER));
    private final Relation byService = Relation.ofAccount("passdb", List.of(USER, SERVICE));
    private final Relation byAddress = Relation.ofAccount("passdb", List.of(USER, REMOTE_IP));
    private final List<String> read = new ArrayList<>();
    private long now = Long.MAX_VALUE - Duration.ofMillis(100).toNanos(); // the clock may overflow at any time
    private final UnitCache cache = new UnitCache(
            (unit, deadline) -> {
                read.add(unit.relation() + " " + unit.key().replace('\0', ' '));
                return Future.succeededFuture(UnitValue.Absent.INSTANCE);
            },
            new CachePolicy(
                    1 << 24, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(1)),
            () -> now);
    private final AnnouncementCounters counters = new AnnouncementCounters();
    private final Sweep sweep = new Sweep(cache, () -> now, counters);
    private final Invalidator invalidator = new Invalidator(cache, sweep, counters);
    private final Dependants dependants = new Dependants(
            Map.of(byUser, Set.of("users"), byService, Set.of("logins"), byAddress, Set.of("elsewhere")),
            Set.of("users", "logins"));

    /** What is read anew when these are asked. */
    private List<String> ask(Relation relation, String... users) {
        read.clear();
        for (String user : users) {
            for (String service : List.of("imap", "smtp")) {
                new CachedAccounts(null, relation, cache, Duration.ofHours(1))
                        .userdb(
                                new AccountQuery(user, service, "192.0.2." + service.length(), ""),
                                Deadline.after(Duration.ofSeconds(1), now));
            }
        }
        return List.copyOf(read);
    }

    private void announce(Set<String> relations, Scope scope, String... names) {
        invalidator.take(dependants.change(new Announcement(relations, scope, Set.of(names))));
    }

    @Test
    void nobodyKnowsWhichKeysCameWithAChangeThatNamesNone() {
        for (Scope scope : List.of(Scope.ALL, Scope.DOMAINS)) {
            cache.completeness().restore(byUser, Duration.ZERO);
            assertThat(cache.completeness().isSureOf(byUser)).isTrue();
            announce(Set.of("users"), scope, scope == Scope.ALL ? new String[0] : new String[] {"b"});
            assertThat(cache.completeness().isWhole(byUser)).isFalse();
        }
    }

    @Test
    void aNamedKeyIsUnsureWhetherItWasCachedOrNot() {
        cache.completeness().restore(byUser, Duration.ZERO);

        announce(Set.of("users"), Scope.KEYS, "new@b");

        assertThat(cache.completeness().unsureOf(byUser)).containsExactly("new@b");
        assertThat(cache.completeness().isSureOf(byUser)).isFalse();
    }

    @Test
    void dropsTheNamedKeysOfTheNamedRelationsAndNothingElse() {
        ask(byUser, "a@b", "c@d");
        ask(byService, "a@b", "c@d");

        announce(Set.of("users"), Scope.KEYS, "a@b");

        assertThat(ask(byUser, "a@b", "c@d")).containsExactly("userdb a@b");
        assertThat(ask(byService, "a@b", "c@d")).isEmpty();
        assertThat(counters.dropped()).isEqualTo(1);
        assertThat(counters.sweeps()).isZero();
    }

    @Test
    void dropsAnAccountUnderEveryServiceThatWasAskedFor() {
        ask(byService, "a@b", "c@d");

        announce(Set.of("logins"), Scope.KEYS, "c@d");

        assertThat(ask(byService, "a@b", "c@d")).containsExactly("passdb c@d imap ", "passdb c@d smtp ");
        assertThat(counters.sweeps()).isZero();
    }

    @Test
    void dropsAKeyAsItIsWrittenAndFolded() {
        ask(byUser, "a@b", "c@d");

        announce(Set.of("users"), Scope.KEYS, "A@B");

        assertThat(ask(byUser, "a@b", "c@d")).containsExactly("userdb a@b");
        assertThat(counters.sweeps()).isZero();
    }

    // With auth.usernameFormat: asTyped, where the column or the query knows no case.
    @Test
    void dropsAUserInWhateverCaseSomebodyTypedIt() {
        for (Relation relation : List.of(byUser, byService)) {
            ask(relation, "a@b", "A@B", "a@B", "c@d");

            announce(Set.of("users", "logins"), Scope.KEYS, "a@b");
            now += Sweep.PAUSE.toNanos();
            sweep.run();

            assertThat(ask(relation, "a@b", "A@B", "a@B", "c@d"))
                    .hasSize(relation.equals(byUser) ? 3 : 6)
                    .noneMatch(read -> read.contains("c@d"));
        }
    }

    // The query names nothing of which changes are announced.
    @Test
    void takesARelationOfUnknownTablesToDependOnAll() {
        ask(byAddress, "a@b", "c@d");

        announce(Set.of("users"), Scope.KEYS, "a@b");

        assertThat(ask(byAddress, "a@b", "c@d")).containsExactly("passdb a@b 192.0.2.4 ");
    }

    @Test
    void looksForUsersWhoseKeysNobodyCanList() {
        for (int i = 0; i < 100; i++) {
            new CachedAccounts(byAddress, null, cache, Duration.ofHours(1))
                    .passdb(
                            new AccountQuery("a@b", "imap", "192.0.2." + i, ""),
                            AccountStore.ANY_AGE,
                            Deadline.after(Duration.ofSeconds(1), now));
        }
        assertThat(read).hasSize(100);

        announce(Set.of("*"), Scope.KEYS, "a@b");

        assertThat(counters.dropped()).isEqualTo(100);
        assertThat(counters.sweeps()).isEqualTo(1);
    }

    @Test
    void dropsEverythingOfADomainWhateverItsSpelling() {
        ask(byUser, "a@b", "x@A@B", "@b", "b", ".b", "a@c.b", "a@bb", "ab");

        announce(Set.of("*"), Scope.DOMAINS, "B");

        assertThat(ask(byUser, "a@b", "x@A@B", "@b", "b", ".b", "a@c.b", "a@bb", "ab"))
                .containsExactly("userdb a@b", "userdb x@A@B", "userdb @b", "userdb b", "userdb .b");
    }

    @Test
    void looksAtOnceAndThenGathers() {
        ask(byUser, "a@b", "a@c", "a@d");
        announce(Set.of("*"), Scope.DOMAINS, "b");
        assertThat(ask(byUser, "a@b", "a@c", "a@d")).containsExactly("userdb a@b");

        announce(Set.of("*"), Scope.DOMAINS, "c");
        announce(Set.of("*"), Scope.DOMAINS, "d");
        assertThat(ask(byUser, "a@c", "a@d")).isEmpty();
        assertThat(sweep.untilDue()).isEqualTo(Sweep.PAUSE);

        now += Sweep.PAUSE.toNanos();
        sweep.run();
        assertThat(ask(byUser, "a@b", "a@c", "a@d")).containsExactly("userdb a@c", "userdb a@d");
        assertThat(counters.sweeps()).isEqualTo(2);
    }

    @Test
    void dropsAWholeRelationOnceASecondAtMost() {
        int read = 0;
        for (int millisecond = 0; millisecond < 3000; millisecond++) {
            announce(Set.of("users"), Scope.ALL);
            sweep.run();
            read += ask(byUser, "a@b").size();
            now += 1_000_000;
        }
        assertThat(read).as("reads in three seconds of a flood").isBetween(3, 4);
        assertThat(counters.gathered()).isPositive();

        now += Sweep.PAUSE_OF_WHOLE_RELATIONS.toNanos();
        sweep.run();
        assertThat(ask(byUser, "a@b")).as("the last one is not forgotten").hasSize(1);
    }

    // Nobody comes back to it for as long as the path is lost, and the database may be away with it.
    @Test
    void leavesNothingForLaterWhenThePathIsLost() {
        announce(Set.of("users"), Scope.ALL);
        ask(byUser, "a@b");
        announce(Set.of("users"), Scope.ALL);
        assertThat(ask(byUser, "a@b")).isEmpty();

        sweep.finish();

        assertThat(ask(byUser, "a@b")).hasSize(1);
    }

    @Test
    void isNotHeldUpByAFloodAboutAnotherRelation() {
        announce(Set.of("users"), Scope.ALL);
        announce(Set.of("users"), Scope.ALL);
        ask(byService, "a@b");
        now += Sweep.PAUSE.toNanos();

        announce(Set.of("logins"), Scope.ALL);

        assertThat(ask(byService, "a@b")).hasSize(2);
    }

    @Test
    void dropsRelationsWholeRatherThanGatherWithoutBound() {
        ask(byUser, "a@b");
        announce(Set.of("*"), Scope.DOMAINS, "first");
        for (int i = 0; i < 20_000; i++) {
            announce(Set.of("*"), Scope.DOMAINS, "d" + i);
        }
        now += Sweep.PAUSE_OF_WHOLE_RELATIONS.toNanos();
        sweep.run();

        assertThat(ask(byUser, "a@b")).containsExactly("userdb a@b");
    }

    @Test
    void trustsNothingForLongWhileItIsDeaf() {
        Hearing hearing = new Hearing(cache);
        ask(byUser, "a@b");
        now += Hearing.TTL_WHILE_DEAF.toNanos();
        assertThat(ask(byUser, "a@b")).isEmpty();

        hearing.missed("database");
        assertThat(ask(byUser, "a@b")).containsExactly("userdb a@b");

        hearing.missed("other");
        hearing.heard("database");
        ask(byUser, "a@b");
        now += Hearing.TTL_WHILE_DEAF.toNanos();
        assertThat(ask(byUser, "a@b")).as("the other one is still deaf").containsExactly("userdb a@b");
        hearing.heard("other");
        assertThat(cache.size()).as("nothing is evicted").isEqualTo(1);
        ask(byUser, "a@b");
        now += Hearing.TTL_WHILE_DEAF.toNanos();
        assertThat(ask(byUser, "a@b")).isEmpty();
    }

    @Test
    void marksEverythingForRevalidationWhenItHearsAgain() {
        ask(byUser, "a@b");
        now += 1;
        new Hearing(cache).heard("database");

        assertThat(ask(byUser, "a@b")).containsExactly("userdb a@b");
    }
}
