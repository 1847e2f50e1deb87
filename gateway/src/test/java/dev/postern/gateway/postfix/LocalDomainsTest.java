package dev.postern.gateway.postfix;

import static dev.postern.gateway.postfix.Site.postfix;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDomainsTest {

    // Only what stands there by name.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.test, localhost, Snorl.AX            | mx.test localhost snorl.ax",
                "a.test b.test,,a.test                   | a.test b.test",
                "/etc/local hash:/etc/x !c.test [192.0.2.1] d.test | d.test",
                "                                        | ''",
            })
    void areThoseThatStandThereByName(String value, String names) {
        assertThat(String.join(" ", LocalDomains.of(postfix("mydestination = " + (value == null ? "" : value)))))
                .isEqualTo(names);
    }
}
