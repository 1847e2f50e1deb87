package dev.postern.dovecot.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMaskTest {

    @ParameterizedTest
    @CsvSource({
        // nothing and stars
        "'', user@snorl.ax, true",
        "*, user@snorl.ax, true",
        "**, '', true",
        // a beginning, an end, both, a middle
        "user*, user2@snorl.ax, true",
        "user*, kim@snorl.ax, false",
        "*@snorl.ax, user@snorl.ax, true",
        "*@snorl.ax, user@snorl.axe, false",
        "u*@*.ax, user@snorl.ax, true",
        "*snorl*, user@snorl.ax, true",
        // the first fit is not the right one
        "*a*ab, aaab, true",
        "*ab*c, abab, false",
        // one character, no more and no less
        "user?@snorl.ax, user2@snorl.ax, true",
        "user?@snorl.ax, user@snorl.ax, false",
        "user?@snorl.ax, user22@snorl.ax, false",
        // either case; a dot is a dot
        "USER@Snorl.AX, user@snorl.ax, true",
        "user@snorl.ax, user@snorlxax, false",
    })
    void picksNames(String mask, String name, boolean wanted) {
        assertThat(new UserMask(mask).matches(name)).isEqualTo(wanted);
    }

    @Test
    void endsOnMasksOfManyStars() {
        assertThat(new UserMask("*a".repeat(500) + "b").matches("a".repeat(10_000)))
                .isFalse();
    }
}
