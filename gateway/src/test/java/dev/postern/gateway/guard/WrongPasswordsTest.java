package dev.postern.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {

    @Test
    void keepsTheLastOnes() {
        WrongPasswords wrong = WrongPasswords.NONE;
        for (long guess = 0; guess < WrongPasswords.MAX + 5; guess++) {
            wrong = wrong.with(guess, guess);
        }
        assertThat(wrong.count()).isEqualTo(WrongPasswords.MAX);
        assertThat(LongStream.range(5, WrongPasswords.MAX + 5)).allMatch(wrong::contains);
        assertThat(LongStream.range(0, 5)).noneMatch(wrong::contains);
    }

    @Test
    void forgetsWhatIsOld() {
        WrongPasswords wrong = WrongPasswords.NONE.with(7, 10).with(8, 20).with(9, 30);
        assertThat(wrong.since(9).count()).isEqualTo(3);
        assertThat(wrong.since(20).count()).isEqualTo(1);
        assertThat(wrong.since(20).contains(9)).isTrue();
        assertThat(wrong.since(30).count()).isZero();
    }

    /** {@link System#nanoTime()} may begin anywhere. */
    @Test
    void countsOnWhereTheClockTurnsOver() {
        WrongPasswords wrong = WrongPasswords.NONE.with(7, Long.MAX_VALUE).with(8, Long.MIN_VALUE + 5);
        assertThat(wrong.since(Long.MAX_VALUE).count()).isEqualTo(1);
    }
}
