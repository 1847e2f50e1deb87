package dev.postern.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not Dovecot's to judge; what it verifies is in the acceptance tests. */
class PwCommandTest {

    @Test
    void makesTheDefaultSchemeFromTheFirstLine() {
        Run run = Run.reading("secret\nand more\n", "pw");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).singleElement().asString().startsWith("{SHA512-CRYPT}$6$");
        assertThat(Run.reading("secret", "pw", "-t", run.out().strip()).out()).isEqualTo("verified, SHA512-CRYPT\n");
    }

    @Test
    void makesAsManyRoundsAsWanted() {
        assertThat(Run.reading("secret", "pw", "-s", "blf-crypt", "-r", "4").out())
                .startsWith("{BLF-CRYPT}$2y$04$");
        assertThat(Run.reading("secret", "pw", "-r", "1000").out()).startsWith("{SHA512-CRYPT}$6$rounds=1000$");
    }

    @Test
    void listsWhatItCanMake() {
        assertThat(Run.of("pw", "-l").out().lines()).contains("SHA512-CRYPT", "BLF-CRYPT", "SCRAM-SHA-256");
    }

    // What could not be made is said before anybody types a password; the input here would be refused for its own sake.
    @ParameterizedTest
    @CsvSource({
        "-s NOPE, SHA512-CRYPT",
        "-s MD5-CRYPT, SHA512-CRYPT",
        "-s DIGEST-MD5, login name",
        "-r 3, 1000",
        "-r 2000000, 1000000",
        "-s BLF-CRYPT -r 15, 14",
        "-s SSHA512 -r 5000, no rounds",
        "-r many, many",
        "-t {PLAIN}x -r 5000, '-t'",
        "-t x -s NOPE, NOPE",
    })
    void refusesWhatNoPasswordCouldMend(String options, String why) {
        Run run = Run.reading("\0", ("pw " + options).split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains(why, "--help");
    }

    // No input, an empty line, a NUL, a control character, more than crypt(3) takes, a file by mistake.
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "se\0cret\n", "\0\0\0", "tab\tbed\n", "return\r\n"})
    void refusesPasswordsThatNobodyCouldLogInWith(String input) {
        refused(Run.reading(input, "pw"), input);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 100_000})
    void refusesPasswordsThatAreTooLong(int length) {
        String input = "x".repeat(length);
        refused(Run.reading(input, "pw"), input);
    }

    private static void refused(Run run, String input) {
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("postern: ");
        assertThat(input.strip().isEmpty() || !run.err().contains(input)).isTrue();
    }

    @Test
    void saysThatAPasswordDoesNotMatch() {
        Run run = Run.reading("secreT", "pw", "-t", "{PLAIN}secret");

        assertThat(run.exitCode()).isEqualTo(77);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("postern: the password does not match\n");
    }

    @Test
    void takesTheSchemeOfAHashWithoutPrefixFromTheOption() {
        assertThat(Run.reading("secret", "pw", "-s", "PLAIN", "-t", "secret").exitCode())
                .isZero();
        assertThat(Run.reading("secret", "pw", "-t", "$2y$04$hD1zUq2mxeXLB7gOYEnqmeuCsV9j3/IB4M9ciRhEt0fjL195ko4A.")
                        .exitCode())
                .isEqualTo(77);
    }

    // Unknown, known but not built, over the limits, what the shell leaves of a hash in double quotes.
    @ParameterizedTest
    @ValueSource(
            strings = {"{NOPE}hush", "{NTLM}hush", "{SHA512-CRYPT}$6$rounds=999999999$hush$", "{SHA512-CRYPT}/hush"})
    void saysWhyAStoredPasswordCannotBeVerifiedAndNothingOfIt(String stored) {
        Run run = Run.reading("secret", "pw", "-t", stored);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("postern: cannot be verified: ")
                .doesNotContain("hush");
    }
}
