package dev.postern.acceptance.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.gateway.password.PasswordGenerator;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What either of the two makes the other one verifies: {@code postern pw} and the real {@code doveadm pw}. */
@Acceptance(needs = Peer.DOVEADM)
class PwCommandTest {
    private static final String USER = "joe@example.org";
    private static final String PASSWORD = "pässwörd €";

    /** Dovecot makes it without the length that it asks for when it verifies it. */
    private static final String BROKEN = "PLAIN-TRUNC";

    private static Doveadm doveadm;

    @BeforeAll
    static void configure(Workspace workspace) throws IOException {
        doveadm = Doveadm.in(workspace);
    }

    static Set<String> made() {
        Set<String> schemes = new TreeSet<>(PasswordGenerator.schemes());
        schemes.retainAll(dovecots());
        return schemes;
    }

    static Set<String> dovecots() {
        Set<String> schemes =
                new TreeSet<>(Set.of(doveadm.pw("-l").out().strip().split(" ", -1)));
        schemes.remove(BROKEN);
        return schemes;
    }

    @ParameterizedTest
    @MethodSource("made")
    void dovecotVerifiesWhatWeMake(String scheme) {
        Run made = Run.reading(PASSWORD, "pw", "-s", scheme, "-u", USER);
        assertThat(made.exitCode()).as("%s", made).isZero();

        assertThat(dovecotVerifies(made.out().strip(), PASSWORD)).isTrue();
        assertThat(dovecotVerifies(made.out().strip(), "passwörd €")).isFalse();
    }

    @Test
    void dovecotVerifiesOtherRounds() {
        for (String[] wanted : new String[][] {{"SHA256-CRYPT", "1000"}, {"BLF-CRYPT", "4"}, {"PBKDF2", "77"}}) {
            Run made = Run.reading(PASSWORD, "pw", "-s", wanted[0], "-r", wanted[1]);
            assertThat(dovecotVerifies(made.out().strip(), PASSWORD))
                    .as(wanted[0])
                    .isTrue();
        }
    }

    private static boolean dovecotVerifies(String column, String password) {
        return doveadm.pw("-u", USER, "-p", password, "-t", column).exit() == 0;
    }

    @ParameterizedTest
    @MethodSource("dovecots")
    void weVerifyWhatDovecotMakes(String scheme) {
        CommandResult made = doveadm.pw("-s", scheme, "-u", USER, "-p", PASSWORD);
        assertThat(made.exit()).as("%s", made).isZero();
        String column = made.out().strip();

        Run right = Run.reading(PASSWORD, "pw", "-u", USER, "-t", column);
        assertThat(right.exitCode()).as("%s %s", column, right).isZero();
        assertThat(Run.reading("wrong", "pw", "-u", USER, "-t", column).exitCode())
                .isEqualTo(77);
    }
}
