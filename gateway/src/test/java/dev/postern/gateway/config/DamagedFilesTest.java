package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was damaged anyhow is accepted, or refused in whole lines that point into it; reading never throws. */
class DamagedFilesTest {

    private static final int ROUNDS = 1_000;

    private static final String SAMPLE = """
            database: {url: "jdbc:postgresql://db/mails", password: "${P}", connections: 4}
            schema: views
            maps:
              own: {kind: alias, query: "SELECT a FROM b WHERE c = '%s'"}
              transport:
                virtualAs: ':'
            listeners:
              - {protocol: socketmap, address: "inet:127.0.0.1:4524", maps: [own]}
              - protocol: auth-client
                address: "inet:10.0.0.5:4523"
                allow: [10.0.0.0/24, "::1"]
              - {protocol: socketmap, address: "unix:/run/s", mode: "0660"}
            cache: {maxBytes: 128MiB, ttl: 5m}
            localDomains: [a.test]
            """;

    private static final String PIECES = "{}[]:,-#&*!|>'\"%@`?~ \n\t$\\/.0aÜ\u0001\u2028";

    @ParameterizedTest
    @ValueSource(longs = {1, 20260101, 4523})
    void areAnsweredWithProblemsAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String damaged = damaged(random);
            assertThat(new InMemory().variable("P", "p").problems(damaged))
                    .as("seed %d, round %d:%n%s", seed, round, damaged)
                    .allMatch(problem -> problem.matches("postern\\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^\\n]+; [^\\n]+"));
        }
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            String piece = PIECES.substring(random.nextInt(PIECES.length())).substring(0, 1);
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, piece);
                case 2 -> text.replace(at, at + 1, piece);
                default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
            }
        }
        return text.toString();
    }

    @Test
    void areAcceptedWhereNothingIsDamaged() {
        assertThat(new InMemory().variable("P", "p").problems(SAMPLE)).isEmpty();
    }

    @Test
    void mayBeNestedWithoutEnd() {
        for (String open : List.of("[", "{a: ", "- ", "? ")) {
            List<String> problems = new InMemory().problems("maps: \n" + open.repeat(100_000));
            assertThat(problems).isNotEmpty();
        }
    }

    @Test
    void mayBeNoText() {
        byte[] bytes = new byte[1000];
        new Random(7).nextBytes(bytes);
        assertThat(new InMemory().problems(new String(bytes, StandardCharsets.ISO_8859_1)))
                .isNotEmpty();
    }
}
