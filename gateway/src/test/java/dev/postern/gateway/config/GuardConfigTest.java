package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {

    private static GuardConfig guard(String yaml) {
        return new InMemory()
                .file("/run/wforce", "super\n")
                .file("/run/nonce", "salt\n")
                .config(InMemory.MINIMAL + yaml)
                .auth()
                .guard();
    }

    @Test
    void hasDefaultsForAll() {
        assertThat(guard(""))
                .isEqualTo(new GuardConfig(
                        List.of(),
                        new PenaltyConfig(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(30)),
                        null))
                .isEqualTo(GuardConfig.defaults());
    }

    @Test
    void takesEachKey() throws UnknownHostException {
        assertThat(guard("""
                auth:
                  trustedNetworks: [192.0.2.0/24]
                  penalty: {max: 3s, forgetAfter: 1h, knownFor: 0}
                  policy:
                    url: http://127.0.0.1:8084/
                    username: me
                    passwordFile: /run/wforce
                    timeout: 500ms
                    failOpen: false
                    checkBefore: false
                    checkAfter: false
                    report: false
                    hashNonceFile: /run/nonce
                    hashBits: 16
                """))
                .isEqualTo(new GuardConfig(
                        List.of(new NetworkRange(InetAddress.getByName("192.0.2.0"), 24)),
                        new PenaltyConfig(Duration.ofSeconds(3), Duration.ofHours(1), Duration.ZERO),
                        new PolicyConfig(
                                URI.create("http://127.0.0.1:8084/"),
                                "me",
                                new SecretText("super"),
                                Duration.ofMillis(500),
                                false,
                                false,
                                false,
                                false,
                                new SecretText("salt"),
                                16)));
    }

    @Test
    void aPolicyServerIsAskedAsDovecotAsksUnlessTheFileSaysOtherwise() {
        assertThat(guard("auth: {policy: {url: 'https://wf.test/', hashNonce: salt}}\n")
                        .policy())
                .isEqualTo(new PolicyConfig(
                        URI.create("https://wf.test/"),
                        "wforce",
                        null,
                        Duration.ofSeconds(1),
                        true,
                        true,
                        true,
                        true,
                        new SecretText("salt"),
                        12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "penalty: {max: 8s}                                     | is more than 7s",
                "penalty: {forgetAfter: 0}                              | is less than 1s",
                "policy: {hashNonce: x}                                 | auth.policy.url is missing",
                "policy: {url: 'http://h/'}                             | auth.policy.hashNonce is missing",
                "policy: {url: 'ftp://h/', hashNonce: x}                | is no http:// or https:// URL",
                "policy: {url: 'http://u:pw@h/', hashNonce: x}          | has no host, or has a password",
                "policy: {url: 'http:///x', hashNonce: x}               | has no host",
                "policy: {url: 'http://h/', hashNonce: x, timeout: 3s}  | is more than 2s",
                "policy: {url: 'http://h/', hashNonce: x, hashBits: 0}  | write a whole number",
                "policy: {url: 'http://h/', hashNonce: x, password: a, passwordFile: /run/db} | stands beside",
                "trustedNetworks: [192.0.2.1/24]                        | has bits beyond its prefix",
            })
    void refusesWhatCannotBeMeant(String key, String problem) {
        assertThat(new InMemory()
                        .read(InMemory.MINIMAL + "auth: {" + key + "}\n")
                        .toString())
                .contains(problem);
    }
}
