package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UnitValue.Absent;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitCacheTest {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(30);
    private static final Duration STALE_FOR = Duration.ofHours(24);
    private static final Unavailable AWAY = new Unavailable("the database is away");

    private final FakeSource source = new FakeSource();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // the clock may overflow at any time
    private final UnitCache cache = new UnitCache(
            source, new CachePolicy(1 << 20, TTL, NEGATIVE_TTL, STALE_FOR, Duration.ofSeconds(2)), () -> now);
    private final Relation relation = Relation.ofKey("mailboxes");
    private final Unit unit = new Unit(relation, "a@b.test");

    private Future<UnitResult> get() {
        return cache.get(unit, STALE_FOR, Deadline.after(Duration.ofSeconds(2), now));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void asksTheSourceOnceWithinTheTtl() {
        source.put("a@b.test", "one");
        assertThat(get().result()).isEqualTo(new Text("one"));
        source.put("a@b.test", "two");
        pass(Duration.ofMinutes(3));
        assertThat(get().result()).isEqualTo(new Text("one"));
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void remembersAnAbsenceForItsOwnShorterTime() {
        assertThat(get().result()).isEqualTo(Absent.INSTANCE);
        source.put("a@b.test", "late");
        pass(Duration.ofSeconds(20));
        assertThat(get().result()).isEqualTo(Absent.INSTANCE);
        pass(NEGATIVE_TTL);
        assertThat(get().result()).isEqualTo(new Text("late"));
    }

    @Test
    void countsWhatIsNotWhatItWas() {
        source.put("a@b.test", "one");
        get();
        pass(TTL);
        get();
        assertThat(cache.counters().changed()).isZero();
        source.put("a@b.test", "two");
        pass(TTL);
        get();
        assertThat(cache.counters().changed()).isEqualTo(1);
        source.remove("a@b.test");
        pass(TTL);
        get();
        assertThat(cache.counters().changed()).isEqualTo(2);
    }

    @Test
    void refreshesInTheBackgroundBeforeTheTtlEnds() {
        source.put("a@b.test", "old");
        get();
        source.put("a@b.test", "new");
        pass(Duration.ofSeconds(250)); // 0.83 of the ttl
        assertThat(get().result()).as("the hit itself does not wait").isEqualTo(new Text("old"));
        assertThat(get().result()).isEqualTo(new Text("new"));
        assertThat(source.asked).hasSize(2);
        assertThat(cache.counters().refreshes()).isEqualTo(1);
    }

    @Test
    void endsAValueWithItsRowHoweverLongTheTtl() {
        source.put("a@b.test", new Perishable(new Text("for a minute"), Duration.ofMinutes(1)));
        get();
        source.remove("a@b.test");
        pass(Duration.ofSeconds(59));
        assertThat(get().result()).isEqualTo(new Text("for a minute"));
        pass(Duration.ofSeconds(1));
        assertThat(cache.fresh(unit)).isNull();
        assertThat(get().result()).isEqualTo(Absent.INSTANCE);
    }

    @Test
    void endsAValueWithItsRowWhileTheSourceIsAwayToo() {
        source.put("a@b.test", new Perishable(new Text("for ten minutes"), Duration.ofMinutes(10)));
        get();
        source.answerEverythingWith(AWAY);
        pass(Duration.ofMinutes(9));
        assertThat(get().result()).isEqualTo(new Text("for ten minutes"));
        pass(Duration.ofMinutes(1));
        assertThat(get().result()).isEqualTo(AWAY);
    }

    @Test
    void keepsWhatEndsLateNoLongerThanEverythingElse() {
        source.put("a@b.test", new Perishable(new Text("for ages"), Duration.ofSeconds(Long.MAX_VALUE)));
        get();
        source.put("a@b.test", "new");
        pass(TTL);
        assertThat(get().result()).isEqualTo(new Text("new"));
    }

    @Test
    void asksOncePerUnitHoweverManyWait() {
        source.hold();
        Future<UnitResult> first = get();
        Future<UnitResult> second = get();
        assertThat(source.asked).hasSize(1);
        source.release(0, new Text("one"));
        assertThat(first.result()).isEqualTo(new Text("one"));
        assertThat(second.result()).isEqualTo(new Text("one"));
    }

    @Test
    void neverKeepsAFailure() {
        source.answerEverythingWith(AWAY);
        assertThat(get().result()).isEqualTo(AWAY);
        source.answerEverythingWith(new Misconfigured("no such view"));
        assertThat(get().result()).isInstanceOf(Misconfigured.class);
        source.answerEverythingWith(null);
        assertThat(get().result()).isEqualTo(Absent.INSTANCE);
    }

    @Test
    void servesWhatItKnowsWhileTheSourceIsAway() {
        source.put("a@b.test", "known");
        get();
        source.answerEverythingWith(AWAY);
        pass(Duration.ofHours(23));
        assertThat(get().result()).isEqualTo(new Text("known"));
        assertThat(cache.counters().stale()).isEqualTo(1);
        assertThat(cache.oldestStaleSeconds()).isEqualTo(23 * 3600);
        pass(Duration.ofHours(2));
        assertThat(get().result()).isEqualTo(AWAY);
    }

    @Test
    void saysWhichReadingIsStale() {
        source.put("a@b.test", "known");
        assertThat(readSince(AccountStore.ANY_AGE).result().isStale()).isFalse();
        pass(TTL);
        source.answerEverythingWith(AWAY);
        assertThat(readSince(AccountStore.ANY_AGE).result().isStale()).isTrue();
    }

    @Test
    void aStaleAbsenceIsNoUnknownUser() {
        Relation passdb = Relation.ofAccount("passdb", List.of(AccountVariable.USER));
        CachedAccounts accounts = new CachedAccounts(passdb, null, cache, STALE_FOR);
        AccountQuery nobody = new AccountQuery("nobody@b.test", "", "", "");
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), now);
        assertThat(accounts.passdb(nobody, AccountStore.ANY_AGE, deadline).result())
                .isEqualTo(AccountResult.Unknown.INSTANCE);
        pass(NEGATIVE_TTL);
        source.answerEverythingWith(AWAY);
        assertThat(accounts.passdb(nobody, AccountStore.ANY_AGE, deadline).result())
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aMisconfiguredSourceIsNotCoveredUpWithOldAnswers() {
        source.put("a@b.test", "known");
        get();
        source.answerEverythingWith(new Misconfigured("no such view"));
        pass(TTL);
        assertThat(get().result()).isInstanceOf(Misconfigured.class);
    }

    @Test
    void aChangeIsSeenAtOnce() {
        source.put("a@b.test", "old");
        get();
        source.put("a@b.test", "new");
        assertThat(cache.invalidate(unit)).isTrue();
        assertThat(get().result()).isEqualTo(new Text("new"));
    }

    @Test
    void aReadThatBeganBeforeAChangeIsNotKept() {
        source.hold();
        Future<UnitResult> before = get();
        cache.invalidate(unit);
        Future<UnitResult> after = get();
        assertThat(source.asked).as("the old read is not joined").hasSize(2);
        source.release(1, new Text("new"));
        source.release(0, new Text("old"));
        assertThat(before.result()).isEqualTo(new Text("old"));
        assertThat(after.result()).isEqualTo(new Text("new"));
        assertThat(cache.fresh(unit)).isEqualTo(new Text("new"));
    }

    @Test
    void aReadThatBeganBeforeDistrustIsNotKept() {
        source.hold();
        get();
        pass(Duration.ofMillis(1));
        cache.distrust();
        source.release(0, new Text("old"));
        assertThat(cache.fresh(unit)).isNull();
    }

    @Test
    void distrustRevalidatesButKeepsTheStock() {
        source.put("a@b.test", "known");
        get();
        pass(Duration.ofMillis(1));
        cache.distrust();
        assertThat(cache.fresh(unit)).isNull();
        source.answerEverythingWith(AWAY);
        assertThat(get().result()).isEqualTo(new Text("known"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999})
    void aReadingThatIsRecentEnoughIsNotRepeated(int age) {
        source.put("a@b.test", "hash");
        get();
        long since = now;
        pass(Duration.ofMillis(age));
        assertThat(readSince(since).result().result()).isEqualTo(new Text("hash"));
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void aReadingThatIsTooOldIsRepeatedWithinTheTtl() {
        source.put("a@b.test", "old");
        get();
        source.put("a@b.test", "new");
        pass(Duration.ofSeconds(5));
        assertThat(readSince(now).result().result()).isEqualTo(new Text("new"));
    }

    @Test
    void aReadingThatMustBeNewIsNeverReplacedByAStaleOne() {
        source.put("a@b.test", "old");
        get();
        source.answerEverythingWith(AWAY);
        pass(Duration.ofSeconds(5));
        assertThat(readSince(now).result().result()).isEqualTo(AWAY);
    }

    private Future<Reading> readSince(long since) {
        return cache.reading(unit, since, STALE_FOR, Deadline.after(Duration.ofSeconds(2), now));
    }

    private Future<UnitResult> get(String key) {
        return cache.get(new Unit(relation, key), STALE_FOR, Deadline.after(Duration.ofSeconds(2), now));
    }

    private void readWhole(String... keys) {
        long since = now;
        cache.completeness().begin(relation);
        for (String key : keys) {
            cache.renew(new Unit(relation, key), since, Deadline.after(Duration.ofSeconds(2), now));
        }
        cache.completeness().whole(relation, since);
    }

    @Test
    void ofAWholeRelationItKnowsWhatIsNotThere() {
        source.put("a@b.test", "one");
        readWhole("a@b.test");
        source.answerEverythingWith(AWAY);
        pass(Duration.ofHours(1));
        assertThat(get("a@b.test").result()).isEqualTo(new Text("one"));
        assertThat(get("nobody@b.test").result()).isEqualTo(Absent.INSTANCE);
        assertThat(get("A@b.test").result())
                .as("a row may be found in another case than its key was listed in")
                .isEqualTo(AWAY);
        pass(STALE_FOR);
        assertThat(get("nobody@b.test").result()).isEqualTo(AWAY);
    }

    @Test
    void whileTheSourceIsThereItIsAskedWhatIsNotThere() {
        readWhole();
        source.put("new@b.test", "new");
        assertThat(get("new@b.test").result()).isEqualTo(new Text("new"));
    }

    @Test
    void aRelationThatIsBeingReadIsNotWhole() {
        cache.completeness().begin(relation);
        source.answerEverythingWith(AWAY);
        assertThat(get("nobody@b.test").result()).isEqualTo(AWAY);
    }

    @Test
    void aKeyThatCouldNotBeReadIsNotAbsent() {
        source.answerEverythingWith(new Misconfigured("two rows"));
        readWhole("bad@b.test");
        source.answerEverythingWith(AWAY);
        assertThat(get("bad@b.test").result()).isEqualTo(AWAY);
        assertThat(get("nobody@b.test").result()).isEqualTo(Absent.INSTANCE);
        assertThat(cache.completeness().unsureOf(relation)).containsExactly("bad@b.test");
    }

    @Test
    void aKeyThatWasAnnouncedIsNotAbsentUntilItIsReadAgain() {
        source.put("a@b.test", "one");
        readWhole("a@b.test");
        cache.invalidate(new Unit(relation, "a@b.test"));
        cache.invalidate(new Unit(relation, "new@b.test"));
        source.answerEverythingWith(AWAY);
        assertThat(get("a@b.test").result()).isEqualTo(AWAY);
        assertThat(get("new@b.test").result()).isEqualTo(AWAY);
        source.answerEverythingWith(null);
        source.put("new@b.test", "new");
        get("new@b.test");
        assertThat(cache.completeness().unsureOf(relation)).containsExactly("a@b.test");
    }

    @Test
    void aRelationOfWhichSomethingWasEvictedIsNotWhole() {
        source.put("a@b.test", "one");
        readWhole("a@b.test");
        for (int i = 0; i < 20_000; i++) {
            get("user" + i + "@b.test");
        }
        source.answerEverythingWith(AWAY);
        assertThat(get("nobody@b.test").result()).isEqualTo(AWAY);
    }

    @Test
    void aWholeRelationHasNoMoreThanWasReadWithIt() {
        source.put("a@b.test", "one");
        readWhole("a@b.test");
        pass(Duration.ofMinutes(5));
        readWhole();
        source.answerEverythingWith(AWAY);
        pass(Duration.ofHours(1));
        assertThat(get("a@b.test").result()).isEqualTo(Absent.INSTANCE);
    }

    @Test
    void aKeyWhoseReadingWasNotKeptIsNotAbsent() {
        cache.completeness().begin(relation);
        long since = now;
        source.hold();
        Future<UnitResult> renewed =
                cache.renew(new Unit(relation, "a@b.test"), since, Deadline.after(Duration.ofSeconds(2), now));
        cache.distrust();
        source.release(0, new Text("one"));
        cache.completeness().whole(relation, since);
        assertThat(renewed.result()).isEqualTo(new Text("one"));
        assertThat(cache.completeness().unsureOf(relation)).containsExactly("a@b.test");
    }

    @Test
    void nothingIsWholeAfterAFlush() {
        readWhole();
        cache.invalidateAll();
        source.answerEverythingWith(AWAY);
        assertThat(get("nobody@b.test").result()).isEqualTo(AWAY);
    }

    @Test
    void staysWithinItsBytes() {
        for (int i = 0; i < 20_000; i++) {
            cache.get(new Unit(relation, "user" + i + "@b.test"), STALE_FOR, new Deadline(now));
        }
        assertThat(cache.weight()).isBetween(1L, 1L << 20);
        assertThat(cache.size()).isBetween(1_000L, 6_000L);
    }
}
