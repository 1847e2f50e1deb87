package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.ListenAddress.Unix;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerConfigTest {

    @Test
    void hasDefaultsForAllButProtocolAndAddress() {
        Inet address = new Inet("127.0.0.1", 4524);
        assertThat(listeners("- {protocol: socketmap, address: 'inet:127.0.0.1:4524'}"))
                .containsExactly(new ListenerConfig(
                        Protocol.SOCKETMAP, address, 0660, null, null, List.of(), null, List.of(), 8192))
                .containsExactly(ListenerConfig.of(Protocol.SOCKETMAP, address));
    }

    @Test
    void takesEachKey() throws UnknownHostException {
        NetworkRange network = new NetworkRange(InetAddress.getByAddress(new byte[] {10, 0, 0, 0}), 24);
        assertThat(listeners("""
                - protocol: socketmap
                  address: unix:/run/postern/socketmap
                  mode: 0600
                  owner: postfix
                  group: mail
                  maps: [uid, virtual-aliases.exact]
                  maxConnections: 5
                - protocol: tcp-table
                  address: inet:10.0.0.5:4525
                  map: virtual-aliases
                  allow: [10.0.0.0/24]
                """))
                .containsExactly(
                        new ListenerConfig(
                                Protocol.SOCKETMAP,
                                new Unix(Path.of("/run/postern/socketmap")),
                                0600,
                                "postfix",
                                "mail",
                                List.of("uid", "virtual-aliases.exact"),
                                null,
                                List.of(),
                                5),
                        new ListenerConfig(
                                Protocol.TCP_TABLE,
                                new Inet("10.0.0.5", 4525),
                                0660,
                                null,
                                null,
                                List.of(),
                                "virtual-aliases",
                                List.of(network),
                                8192));
    }

    @Test
    void namesEachProtocolAsTheFileDoes() {
        for (Protocol protocol : Protocol.values()) {
            String map = protocol == Protocol.TCP_TABLE ? ", map: uid" : "";
            assertThat(listeners("- {protocol: " + protocol.label() + ", address: 'unix:/run/s'" + map + "}"))
                    .extracting(ListenerConfig::protocol)
                    .containsExactly(protocol);
        }
    }

    /** Octal in each spelling, also where YAML 1.1 sees a number. */
    @Test
    void readsModesInOctal() {
        for (String mode : List.of("0640", "640", "'0640'", "\"640\"")) {
            assertThat(listeners("- {protocol: socketmap, address: 'unix:/run/s', mode: " + mode + "}"))
                    .extracting(ListenerConfig::mode)
                    .containsExactly(0640);
        }
    }

    /** A free port is another one each time; one port on two addresses is two sockets. */
    @Test
    void takesAddressesThatDiffer() {
        assertThat(listeners("""
                - {protocol: socketmap, address: 'inet:127.0.0.1:0'}
                - {protocol: socketmap, address: 'inet:127.0.0.1:0'}
                - {protocol: socketmap, address: 'inet:127.0.0.1:4524'}
                - {protocol: socketmap, address: 'inet:127.0.0.2:4524'}
                - {protocol: socketmap, address: 'inet:[::1]:4524'}
                """)).hasSize(5);
    }

    private static List<ListenerConfig> listeners(String items) {
        return new InMemory()
                .config(InMemory.WITH_SCHEMA + "listeners:\n" + items.indent(2))
                .listeners();
    }
}
