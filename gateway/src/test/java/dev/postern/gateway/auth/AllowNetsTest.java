package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowNetsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8            | 10.1.2.3    | true",
                "10.0.0.0/8            | 11.1.2.3    | false",
                "10.1.2.3              | 10.1.2.3    | true",
                "10.1.2.3              | 10.1.2.4    | false",
                "192.0.2.0/24,10.0.0.1 | 10.0.0.1    | true",
                "192.0.2.0/24 10.0.0.1 | 192.0.2.200 | true",
                "2001:db8::/32         | 2001:db8::1 | true",
                "2001:db8::/32         | 10.0.0.1    | false",
                "0.0.0.0/0             | 10.0.0.1    | true",
                "0.0.0.0/0             | ::1         | false",
                // a client without an address is let in by the word alone
                "local                 | ''          | true",
                "LOCAL                 | ''          | true",
                "local                 | 10.0.0.1    | false",
                "10.0.0.0/8            | ''          | false",
                // what cannot be understood allows nobody, and is never resolved
                "10.0.0.0/33           | 10.0.0.1    | false",
                "10.0.0.0/-1           | 10.0.0.1    | false",
                "10.0.0.0/             | 10.0.0.1    | false",
                "localhost             | 127.0.0.1   | false",
                "cafe                  | 10.0.0.1    | false",
                "''                    | 10.0.0.1    | false",
                "''                    | ''          | false",
            })
    void allows(String networks, String remoteIp, boolean allowed) {
        assertThat(AllowNets.allow(networks, remoteIp)).isEqualTo(allowed);
    }
}
