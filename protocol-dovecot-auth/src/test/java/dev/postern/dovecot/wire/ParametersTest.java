package dev.postern.dovecot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private final Parameters parameters = Parameters.read(
            Lines.of("service=imap\tsecured=tls\tnologin\tempty=\tx=a=b").fields());

    @Test
    void tellsWordsFromValues() {
        assertThat(parameters.hasWord("nologin")).isTrue();
        assertThat(parameters.hasWord("secured")).isFalse();
        assertThat(parameters.has("secured")).isTrue();
        assertThat(parameters.has("nologin")).isTrue();
        assertThat(parameters.has("secure")).isFalse();
        assertThat(parameters.has("nologins")).isFalse();
        assertThat(parameters.value("nologin")).isEmpty();
        assertThat(parameters.value("secure")).isEmpty();
    }

    @Test
    void valueIsWhatFollowsTheFirstEqualsSign() {
        assertThat(parameters.value("x")).contains("a=b");
        assertThat(parameters.value("empty")).contains("");
        assertThat(parameters.value("service")).contains("imap");
    }

    @Test
    void laterOccurrenceCounts() {
        assertThat(Parameters.of("rip=1", "rip=2").value("rip")).contains("2");
        assertThat(Parameters.of("rip=1", "rip").value("rip")).contains("1");
    }

    @Test
    void skipsWhatSaysNothing() {
        Parameters read = Parameters.read(
                Lines.of("\ta\t\t=x\t\u00ff=1\t\u0001\tb=\u0001t").fields());
        assertThat(read.fields()).containsExactly("a", "b=\t");
    }

    @Test
    void readsNoFurtherThanTheStop() {
        TabFields fields = Lines.of("a\tresp=b\tc").fields();
        assertThat(Parameters.read(fields, "resp=").fields()).containsExactly("a");
        assertThat(fields.startsWith("resp=")).isTrue();
        assertThat(fields.next()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"pid=1, 1", "pid=4294967295, 4294967295"})
    void readsNumbers(String field, long number) {
        assertThat(Parameters.of(field).number("pid")).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pid", "pid=", "pid=x", "pid=4294967296", "other=1"})
    void anythingElseIsNoNumber(String field) {
        assertThat(Parameters.of(field).number("pid")).isEmpty();
    }

    @Test
    void escapesEachFieldAsAWhole() {
        StringBuilder line = new StringBuilder("OK");
        Parameters.of("a=b\tc", "d\n=e").appendTo(line);
        assertThat(line).hasToString("OK\ta=b\u0001tc\td\u0001n=e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "=x"})
    void refusesFieldWithoutName(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.of("a", field));
    }

    @Test
    void hidesPasswords() {
        assertThat(Parameters.of("pass=x1", "password=x2", "pass_y=x3", "user=u", "nologin", "passive"))
                .hasToString("Parameters[pass=***, password=***, pass_y=***, user=u, nologin, passive]");
    }
}
