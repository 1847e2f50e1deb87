package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.directory.snapshot.Meaning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reload keeps; the database of these configurations is never there. */
class BackendTest {
    private static final String SITE = """
            database: {url: "jdbc:postgresql://127.0.0.1:1/mails", username: reader, password: one, queryTimeout: 1s}
            schema: views
            maps:
              own: {kind: exact, query: "SELECT a FROM t WHERE b = '%s'"}
            passdb: {query: "SELECT password FROM users WHERE userid = '%u'"}
            cache: {ttl: 5m, maxBytes: 8MiB}
            auth: {failureDelay: 2s}
            recipientDelimiter: "+"
            localDomains: []
            listeners: []
            """;

    private record Loaded(GatewayConfig config, Plan plan) {}

    private static Loaded load(String yaml) {
        ConfigReader reader = new ConfigReader(name -> null, file -> yaml.getBytes(StandardCharsets.UTF_8));
        ConfigReading reading = reader.read(Path.of("postern.yaml"));
        assertThat(reading).isInstanceOf(ConfigReading.Accepted.class);
        ConfigReading.Accepted accepted = (ConfigReading.Accepted) reading;
        return new Loaded(
                accepted.config(),
                PlanMaker.plan(accepted.config(), accepted.effective()).plan().orElseThrow());
    }

    /** @param change {@code old => new}, in one place of the site's file */
    private static boolean keepsItsStock(String change) {
        String[] sides = change.split(" => ", 2);
        assertThat(SITE).contains(sides[0]);
        Loaded before = load(SITE);
        Loaded after = load(SITE.replace(sides[0], sides[1]));
        try (Backend backend = new Backend(before.config(), before.plan(), state -> {});
                Backend next = backend.next(after.config(), after.plan(), state -> {})) {
            return next.sharesStock(backend);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema: views => schema: views",
                // asked anew for each connection
                "password: one => password: two",
                // what is made of the units, not what they are
                "recipientDelimiter: \"+\" => recipientDelimiter: \"-\"",
                "localDomains: [] => localDomains: [d.test]",
                "failureDelay: 2s => failureDelay: 1s",
                "listeners: [] => listeners: [{protocol: socketmap, address: \"inet:127.0.0.1:4524\"}]",
            })
    void goesOnWithItsStockUnder(String change) {
        assertThat(keepsItsStock(change)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // another source
                "1/mails => 1/others",
                "username: reader => username: another",
                "queryTimeout: 1s => queryTimeout: 2s",
                // other questions
                "SELECT a => SELECT c",
                "SELECT password FROM users => SELECT password FROM people",
                "kind: exact => kind: alias",
                // another notion of fresh, another bound
                "ttl: 5m => ttl: 1m",
                "maxBytes: 8MiB => maxBytes: 16MiB",
            })
    void beginsAnewUnder(String change) {
        assertThat(keepsItsStock(change)).isFalse();
    }

    private static boolean meansTheSame(String change) {
        String[] sides = change.split(" => ", 2);
        Loaded before = load(SITE);
        Loaded after = load(SITE.replace(sides[0], sides[1]));
        Meaning meaning = before.plan().meaning(before.config().database());
        return meaning.isThatOf(after.plan().meaning(after.config().database()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema: views => schema: views",
                "password: one => password: two",
                "queryTimeout: 1s => queryTimeout: 2s",
                "ttl: 5m => ttl: 1m",
                "kind: exact => kind: alias",
            })
    void unitsMeanTheSameUnder(String change) {
        assertThat(meansTheSame(change)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/mails => 1/others",
                "127.0.0.1:1 => 127.0.0.2:1",
                "username: reader => username: another",
                "SELECT a => SELECT c",
                "b = '%s' => b = '%u'",
                "SELECT password FROM users => SELECT password FROM people",
                "schema: views => schema: canonical",
                "own: => another:",
            })
    void unitsMeanSomethingElseUnder(String change) {
        assertThat(meansTheSame(change)).isFalse();
    }
}
