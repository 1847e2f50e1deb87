package dev.postern.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.NetworkRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::9, 2001:db8:1:3:0:0:0:0/64",
        // nobody tells, or it is this host
        "'', -",
        "127.0.0.1, -",
        "127.8.8.8, -",
        "::1, -",
        "localhost, -",
        "192.0.2.300, -",
        "NULL, -",
    })
    void isAnIpv4AddressOrAnIpv6Slash64(String remoteIp, String name) {
        ClientNetwork network = ClientNetwork.of(remoteIp);
        assertThat(network.name()).isEqualTo(name);
        assertThat(network.isKnown()).isEqualTo(!name.equals(ClientNetwork.NOWHERE));
    }

    @Test
    void isTrustedByItsAddress() throws UnknownHostException {
        List<NetworkRange> trusted = List.of(new NetworkRange(InetAddress.getByName("192.0.2.0"), 28));
        assertThat(ClientNetwork.of("192.0.2.15").isIn(trusted)).isTrue();
        assertThat(ClientNetwork.of("192.0.2.16").isIn(trusted)).isFalse();
        assertThat(ClientNetwork.of("").isIn(trusted)).isFalse();
    }
}
