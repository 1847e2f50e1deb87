package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and sizes, read and printed. */
class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0s, 0, 0",
        "250ms, 250, 250ms",
        "2000ms, 2000, 2s",
        "90s, 90000, 90s",
        "300s, 300000, 5m",
        "24h, 86400000, 24h",
        "7d, 604800000, 168h",
    })
    void printsDurationsInTheLargestWholeUnit(String text, long millis, String printed) throws Unusable {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.print(Duration.ofMillis(millis))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1023, 1023, 1023",
        "1024, 1024, 1KiB",
        "1536KiB, 1572864, 1536KiB",
        "128MiB, 134217728, 128MiB",
        "1024MiB, 1073741824, 1GiB",
        "999999999GiB, 1073741822926258176, 999999999GiB",
        "999999999999999999, 999999999999999999, 999999999999999999",
    })
    void printsSizesInTheLargestWholeUnit(String text, long bytes, String printed) throws Unusable {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
        assertThat(Sizes.print(bytes)).isEqualTo(printed);
    }
}
