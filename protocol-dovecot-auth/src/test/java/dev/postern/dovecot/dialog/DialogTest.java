package dev.postern.dovecot.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.dialog.SessionPeer.Delivery;
import dev.postern.dovecot.master.MasterSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every dialog on the pure sessions, in every delivery. */
class DialogTest {

    private static final Path DIALOGS = folder();

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("authClient")
    void authClientSession(Dialog dialog, Delivery delivery) throws IOException {
        play(dialog, new AuthClientPeer(delivery, SocketType.AUTH, site(), dialog.needs("outage")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("authLogin")
    void authLoginSession(Dialog dialog, Delivery delivery) throws IOException {
        play(dialog, new AuthClientPeer(delivery, SocketType.LOGIN, site(), dialog.needs("outage")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("authUserdb")
    void userdbSession(Dialog dialog, Delivery delivery) throws IOException {
        play(dialog, new MasterPeer(delivery, MasterSocket.USERDB, site(), dialog.needs("outage")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("authMaster")
    void masterSession(Dialog dialog, Delivery delivery) throws IOException {
        play(dialog, new MasterPeer(delivery, MasterSocket.MASTER, site(), dialog.needs("outage")));
    }

    @Test
    void everySocketHasDialogs() {
        assertThat(List.of("auth-client", "auth-login", "auth-userdb", "auth-master"))
                .allSatisfy(socket ->
                        assertThat(Dialog.load(DIALOGS.resolve(socket))).isNotEmpty());
    }

    private static void play(Dialog dialog, SessionPeer peer) throws IOException {
        dialog.play(peer);
        assertThat(peer.hear()).as("after the end of %s", dialog).isEqualTo(new Peer.Heard.Silence());
    }

    private static Stream<Arguments> authClient() {
        return inEveryDelivery("auth-client");
    }

    private static Stream<Arguments> authLogin() {
        return inEveryDelivery("auth-login");
    }

    private static Stream<Arguments> authUserdb() {
        return inEveryDelivery("auth-userdb");
    }

    private static Stream<Arguments> authMaster() {
        return inEveryDelivery("auth-master");
    }

    private static Stream<Arguments> inEveryDelivery(String socket) {
        return Dialog.load(DIALOGS.resolve(socket)).stream()
                .flatMap(dialog -> Stream.of(Delivery.values()).map(delivery -> Arguments.of(dialog, delivery)));
    }

    private static Site site() {
        try {
            return Site.load(DIALOGS.resolve("accounts.tsv"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(DialogTest.class.getResource("/dialogs"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
