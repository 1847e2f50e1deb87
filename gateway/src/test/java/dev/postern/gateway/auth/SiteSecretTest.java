package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.SaslContext.ScramParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSecretTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** What a process that has this secret tells somebody who does not exist. */
    private static ScramParameters challenge(SiteSecret secret, String user) {
        return challenge(secret, new ScramIterations(), user);
    }

    private static ScramParameters challenge(SiteSecret secret, ScramIterations iterations, String user) {
        UserNames names = UserNames.of(AuthConfig.defaults());
        return new HostContext("mx.test", List.of(), new HostContext.Strangers(secret, iterations, names))
                .scramParameters(CredentialKind.SCRAM_SHA_256, user);
    }

    /** Somebody who exists has one salt however the name is spelled. */
    @Test
    void isTheSameForEachSpellingOfAName() {
        SiteSecret secret = SiteSecret.random();
        assertThat(challenge(secret, "Nobody@D.test")).isEqualTo(challenge(secret, "nobody@d.test"));
    }

    @Test
    void whoDoesNotExistHasAsManyIterationsAsMostOfThoseWhoDo() {
        ScramIterations seen = new ScramIterations();
        assertThat(challenge(SiteSecret.random(), seen, "nobody@d.test").iterations())
                .isEqualTo(4096);
        seen.saw(CredentialKind.SCRAM_SHA_256, 10_000);
        seen.saw(CredentialKind.SCRAM_SHA_256, 15_000);
        seen.saw(CredentialKind.SCRAM_SHA_256, 10_000);
        seen.saw(CredentialKind.SCRAM_SHA_1, 20_000);
        assertThat(challenge(SiteSecret.random(), seen, "nobody@d.test").iterations())
                .isEqualTo(10_000);
    }

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("secret");
        ScramParameters first = challenge(SiteSecret.of(file), "nobody@d.test");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(challenge(SiteSecret.of(file), "nobody@d.test"))
                .as("after a restart")
                .isEqualTo(first);
    }

    @Test
    void isTheSameOnAllNodesThatHaveTheFile() throws IOException {
        Path here = Files.writeString(folder.resolve("here"), "0123456789abcdef");
        Path there = Files.writeString(folder.resolve("there"), "0123456789abcdef\r\n");
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "fedcba9876543210\n");
        ScramParameters told = challenge(SiteSecret.of(here), "nobody@d.test");
        assertThat(challenge(SiteSecret.of(there), "nobody@d.test")).isEqualTo(told);
        assertThat(challenge(SiteSecret.of(elsewhere), "nobody@d.test")).isNotEqualTo(told);
        assertThat(challenge(SiteSecret.of(here), "nobody.else@d.test")).isNotEqualTo(told);
    }

    @Test
    void isTheSameForAllWhoMakeItAtOnce() throws Exception {
        Path file = folder.resolve("secret");
        ExecutorService starts = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ScramParameters>> nodes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                nodes.add(() -> challenge(SiteSecret.of(file), "nobody@d.test"));
            }
            Set<ScramParameters> told = new HashSet<>();
            for (Future<ScramParameters> node : starts.invokeAll(nodes)) {
                told.add(node.get());
            }
            assertThat(told).hasSize(1);
        } finally {
            starts.shutdownNow();
        }
    }

    @Test
    void isAnotherInEachProcessWithoutAFile() {
        assertThat(challenge(SiteSecret.random(), "nobody@d.test"))
                .isNotEqualTo(challenge(SiteSecret.random(), "nobody@d.test"));
    }

    @Test
    void saysWhatIsWrongWithItsFileAndNothingOfItsContent() throws IOException {
        Path shorter = Files.writeString(folder.resolve("short"), "fifteen bytes..\n");
        Path longer = Files.writeString(folder.resolve("long"), "x".repeat(4097));
        assertThatThrownBy(() -> SiteSecret.of(shorter)).hasMessage("does not hold 16 to 4096 bytes");
        assertThatThrownBy(() -> SiteSecret.of(longer)).hasMessage("does not hold 16 to 4096 bytes");
        assertThatThrownBy(() -> SiteSecret.of(folder)).hasMessage("is not a file");
        assertThatThrownBy(() -> SiteSecret.of(folder.resolve("missing/secret")))
                .isInstanceOf(IOException.class)
                .hasMessage("is in a folder that does not exist");
    }

    @Test
    void neverShowsItself() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
        assertThat(SiteSecret.of(file)).hasToString("SiteSecret[***]");
    }
}
