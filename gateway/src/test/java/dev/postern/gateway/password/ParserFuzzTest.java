package dev.postern.gateway.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows that somebody has edited: one character changed, dropped, doubled, or a part of another row put in. */
class ParserFuzzTest {
    private static final int ROUNDS = 40_000;

    /** So that each row that is still sound can be computed too. */
    private static final HashLimits CHEAP = new HashLimits(1_000, 4, 4_096, 1);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Vector> vectors = Vector.all().toList();

    @Test
    void readsOrRefusesWhateverAColumnHolds() throws InterruptedException {
        StoredPasswordParser parser = new StoredPasswordParser("CRYPT", CHEAP);
        HashMemory memory = new HashMemory(2);
        int computed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String column = mutated(pick().stored());
            StoredPassword stored = parser.parse(column);
            if (stored instanceof Usable usable
                    && usable.cost().micros() < 500
                    && usable.cost().mebibytes() <= 1) {
                compute(usable, memory, column);
                computed++;
            }
        }
        assertThat(computed).as("sound rows, seed %d", seed).isGreaterThan(ROUNDS / 100);
    }

    private void compute(Usable stored, HashMemory memory, String column) throws InterruptedException {
        try (HashMemory.Lease lease = memory.lease(stored.cost().mebibytes(), stored.inBlocks())) {
            Attempt attempt = new Attempt(pick().password(), "joe", lease);
            assertThatCode(() -> stored.matches(attempt))
                    .as("%s, seed %d", column, seed)
                    .doesNotThrowAnyException();
        }
    }

    private Vector pick() {
        return vectors.get(random.nextInt(vectors.size()));
    }

    private String mutated(String column) {
        if (column.isEmpty()) {
            return column;
        }
        int at = random.nextInt(column.length());
        String before = column.substring(0, at);
        String after = column.substring(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + (char) (' ' + random.nextInt(100)) + after.substring(1);
            case 1 -> before + after.substring(1);
            case 2 -> before + after.charAt(0) + after;
            default -> before + pick().stored();
        };
    }
}
