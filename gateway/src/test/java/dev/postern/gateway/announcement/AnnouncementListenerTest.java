package dev.postern.gateway.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnouncementListenerTest {

    /** With a second for connecting to each of three hosts on top, changes are heard of within 5 s. */
    @Test
    void triesAgainAtLeastOnceASecondHoweverLongTheDatabaseWasAway() {
        for (int attempts = 0; attempts < 1000; attempts++) {
            assertThat(AnnouncementListener.pauseMillis(attempts)).isBetween(50L, 1000L);
        }
    }
}
