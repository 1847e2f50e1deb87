package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.server.HandOffs.Arrival;
import dev.postern.gateway.server.HandOffs.Ticket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOffsTest {
    private static final Ticket TICKET = new Ticket(cookie(1), 4711, 7);
    private static final Arrival KIM = arrival("kim@d.test");

    private long now = Long.MAX_VALUE - 5;
    private final HandOffs handOffs = new HandOffs(() -> now);

    private static ConnectionCookie cookie(int fill) {
        byte[] bytes = new byte[ConnectionCookie.LENGTH];
        Arrays.fill(bytes, (byte) fill);
        return new ConnectionCookie(bytes);
    }

    private static Arrival arrival(String user) {
        return new Arrival(user, new LoginAttempt("PLAIN", "imap", "", "", true), "");
    }

    @Test
    void handsOverOnce() {
        handOffs.add(TICKET, KIM);
        assertThat(handOffs.take(TICKET)).contains(KIM);
        assertThat(handOffs.take(TICKET)).isEmpty();
    }

    @Test
    void handsOverToNobodyWithAnotherTicketAndKeepsTheRightOneGood() {
        handOffs.add(TICKET, KIM);
        assertThat(handOffs.take(new Ticket(cookie(2), 4711, 7))).isEmpty();
        assertThat(handOffs.take(new Ticket(cookie(1), 4712, 7))).isEmpty();
        assertThat(handOffs.take(new Ticket(cookie(1), 4711, 8))).isEmpty();
        assertThat(handOffs.take(TICKET)).contains(KIM);
    }

    @Test
    void tellsApartLoginProcessesOfOnePid() {
        Ticket other = new Ticket(cookie(2), 4711, 7);
        handOffs.add(TICKET, KIM);
        handOffs.add(other, arrival("lee@d.test"));
        assertThat(handOffs.take(TICKET)).contains(KIM);
        assertThat(handOffs.take(other)).contains(arrival("lee@d.test"));
    }

    @Test
    void anIdThatIsUsedAgainIsTheLaterUsers() {
        handOffs.add(TICKET, arrival("lee@d.test"));
        handOffs.add(TICKET, KIM);
        assertThat(handOffs.take(TICKET)).contains(KIM);
        assertThat(handOffs.size()).isZero();
    }

    /** The clock passes its largest value meanwhile, as System.nanoTime() may. */
    @ParameterizedTest
    @ValueSource(longs = {0, HandOffs.LIFETIME_NANOS - 1})
    void waitsAsLongAsDovecot(long nanos) {
        handOffs.add(TICKET, KIM);
        now += nanos;
        assertThat(handOffs.take(TICKET)).contains(KIM);
    }

    @Test
    void waitsNoLonger() {
        handOffs.add(TICKET, KIM);
        now += HandOffs.LIFETIME_NANOS;
        assertThat(handOffs.take(TICKET)).isEmpty();
    }

    @Test
    void forgetsWhatHasExpiredWithoutBeingAsked() {
        handOffs.add(TICKET, KIM);
        now += HandOffs.LIFETIME_NANOS;
        handOffs.add(new Ticket(cookie(2), 4711, 7), KIM);
        assertThat(handOffs.size()).isEqualTo(1);
    }

    @Test
    void keepsABoundedNumberAndLetsTheOldestGo() {
        for (int id = 0; id <= HandOffs.MAX_WAITING; id++) {
            handOffs.add(new Ticket(cookie(1), 4711, id), KIM);
        }
        assertThat(handOffs.size()).isEqualTo(HandOffs.MAX_WAITING);
        assertThat(handOffs.take(new Ticket(cookie(1), 4711, 0))).isEmpty();
        assertThat(handOffs.take(new Ticket(cookie(1), 4711, 1))).contains(KIM);
        assertThat(handOffs.take(new Ticket(cookie(1), 4711, HandOffs.MAX_WAITING)))
                .contains(KIM);
    }
}
