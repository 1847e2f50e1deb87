package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkRangeTest {

    @ParameterizedTest
    @CsvSource({
        // whole bytes
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.1.2.0/24, 10.1.2.255, 10.1.3.0",
        // within a byte
        "10.0.0.128/25, 10.0.0.255, 10.0.0.127",
        "172.16.0.0/12, 172.31.255.255, 172.32.0.0",
        // one address, with its prefix and without
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        // IPv6; never the other family, but mapped addresses are IPv4
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::1, 2001:db8::1, 2001:db8::2",
        "0.0.0.0/0, 255.255.255.255, ::1",
        "::/0, ::1, 10.0.0.1",
        "10.0.0.0/8, ::ffff:10.0.0.1, ::ffff:11.0.0.1",
    })
    void containsItsMembersAlone(String network, String member, String stranger) throws Exception {
        NetworkRange range = Addresses.parseNetwork(network);
        assertThat(range.contains(InetAddress.getByName(member))).isTrue();
        assertThat(range.contains(InetAddress.getByName(stranger))).isFalse();
    }
}
