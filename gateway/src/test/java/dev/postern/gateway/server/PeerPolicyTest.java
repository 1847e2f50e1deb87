package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.server.PeerPolicy.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerPolicyTest {
    private static final Owner OWNER = new Owner(200, 300);

    private static PeerPolicy policy(Protocol protocol, int mode, List<String> uids, List<String> gids)
            throws IOException {
        return PeerPolicy.of(
                new ListenerConfig(
                        protocol,
                        new ListenAddress.Unix(Path.of("/run/s")),
                        mode,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        10,
                        uids,
                        gids),
                OWNER);
    }

    private static Optional<PeerProcess> peer(long uid, long gid) {
        return Optional.of(new PeerProcess(4711, uid, gid));
    }

    @Test
    void withoutListsTheFilesModeDecides() throws IOException {
        PeerPolicy policy = policy(Protocol.AUTH_CLIENT, 0660, List.of(), List.of());
        assertThat(policy.admits(peer(4_294_967_294L, 7))).isTrue();
        assertThat(policy.admits(Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 7, true", "4000000000, 7, true", "8, 5000, true", "8, 0, true", "8, 7, false", "5000, 7, false"})
    void aListTakesUsersAndGroupsByNameAndNumber(long uid, long gid, boolean admitted) throws IOException {
        PeerPolicy policy = policy(Protocol.AUTH_CLIENT, 0666, List.of("root", "4000000000"), List.of("5000", "root"));
        assertThat(policy.admits(peer(uid, gid))).isEqualTo(admitted);
        assertThat(policy.admits(Optional.empty())).isFalse();
    }

    @Test
    void aNameThatNobodyHasIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> policy(Protocol.AUTH_CLIENT, 0660, List.of("no-such-user"), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-user is not in /etc/passwd");
        assertThatThrownBy(() -> policy(Protocol.AUTH_CLIENT, 0660, List.of(), List.of("no-such-group")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-group is not in /etc/group");
    }

    @ParameterizedTest
    @CsvSource({
        // whose socket it is, whose group it has, and root
        "200, 7, -1",
        "8, 300, -1",
        "0, 7, -1",
        // everybody else hears of its own users
        "8, 7, 8",
        "300, 200, 300",
    })
    void aUserdbForEverybodyIsFilteredByUid(long uid, long gid, long only) throws IOException {
        PeerPolicy policy = policy(Protocol.AUTH_USERDB, 0666, List.of(), List.of());
        assertThat(policy.onlyUid(peer(uid, gid)).orElse(-1)).isEqualTo(only);
    }

    @Test
    void aPeerThatNobodyKnowsHearsOfNobody() throws IOException {
        PeerPolicy policy = policy(Protocol.AUTH_USERDB, 0666, List.of(), List.of());
        assertThat(policy.onlyUid(Optional.empty())).hasValue(-1);
    }

    @ParameterizedTest
    @CsvSource({"AUTH_USERDB, 0777", "AUTH_USERDB, 0660", "AUTH_MASTER, 0666", "AUTH_CLIENT, 0666"})
    void nothingElseIsFiltered(Protocol protocol, String mode) throws IOException {
        PeerPolicy policy = policy(protocol, Integer.parseInt(mode, 8), List.of(), List.of());
        assertThat(policy.onlyUid(peer(8, 7))).isEmpty();
    }
}
