package dev.postern.dovecot.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.dialog.SessionPeer.Delivery;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
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
    @MethodSource("inEveryDelivery")
    void isPlayedAsItStands(Dialog dialog, Delivery delivery) throws IOException {
        dialog.play(new SessionServer(delivery, Site.load(DIALOGS.resolve("accounts.tsv")), dialog.needs("outage")));
    }

    @Test
    void everySocketHasDialogs() {
        assertThat(Dialog.ofEverySocket(DIALOGS))
                .extracting(Dialog::socket)
                .contains("auth-client", "auth-login", "auth-userdb", "auth-master");
    }

    private static Stream<Arguments> inEveryDelivery() {
        return Dialog.ofEverySocket(DIALOGS).stream()
                .flatMap(dialog -> Stream.of(Delivery.values()).map(delivery -> Arguments.of(dialog, delivery)));
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
