package dev.postern.acceptance.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The grep that all gateways' logs go through finds what it is to find. */
class UsedPasswordsTest {

    @Test
    void findsPasswordsInEachForm() {
        UsedPasswords.use("correct-horse");
        assertThat(UsedPasswords.in("INFO fine\nDEBUG x=correct-horse y\nINFO fine"))
                .containsExactly("DEBUG x=correct-horse y");
        assertThat(UsedPasswords.in(
                        Base64.getEncoder().encodeToString("correct-horse".getBytes(StandardCharsets.UTF_8))))
                .hasSize(1);
        assertThat(UsedPasswords.in("636f72726563742d686f727365")).hasSize(1);
        assertThat(UsedPasswords.in("[99, 111, 114, 114, 101, 99, 116, 45, 104, 111, 114, 115, 101]"))
                .hasSize(1);
    }

    @Test
    void takesNoNameForAPassword() {
        UsedPasswords.use("changeling");
        assertThat(UsedPasswords.in("login outcome=granted user=changeling.two@d.test rip=192.0.2.1"))
                .isEmpty();
        assertThat(UsedPasswords.in("password=changeling, and more")).hasSize(1);
    }

    @Test
    void readsThemOffTheWire() {
        String response =
                Base64.getEncoder().encodeToString("\0kim@d.test\0battery-staple".getBytes(StandardCharsets.UTF_8));
        UsedPasswords.sent("VERSION\t1\t2\nCPID\t1\nAUTH\t1\tPLAIN\tservice=imap\tresp=" + response + "\n");
        assertThat(UsedPasswords.in("battery-staple")).hasSize(1);
        assertThat(UsedPasswords.in("received " + response)).hasSize(1);
        assertThat(UsedPasswords.in("login outcome=denied user=kim@d.test")).isEmpty();
    }
}
