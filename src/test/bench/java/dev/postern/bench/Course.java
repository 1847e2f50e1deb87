package dev.postern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the rounds: contenders of a work right after each other, and each work again in the next round. */
final class Course {
    private final List<Work> works;
    private final PrintStream progress;

    Course(List<Work> works, PrintStream progress) {
        this.works = List.copyOf(works);
        this.progress = progress;
    }

    /** One round that is not counted, then {@code count} that are. */
    List<Rounds> run(int count) throws IOException {
        Map<Work, List<Round>> taken = new HashMap<>();
        for (int number = 0; number <= count; number++) {
            for (Work work : works) {
                progress.printf("round %d of %d: %s%n", number, count, work.name());
                Round round = round(work, number % 2 == 1);
                if (number > 0) {
                    taken.computeIfAbsent(work, first -> new ArrayList<>()).add(round);
                }
            }
        }
        return works.stream()
                .map(work -> new Rounds(work, taken.getOrDefault(work, List.of())))
                .toList();
    }

    private static Round round(Work work, boolean backwards) throws IOException {
        List<Contender> order = new ArrayList<>(work.contenders());
        if (backwards) {
            Collections.reverse(order);
        }
        Map<String, Sample> samples = new HashMap<>();
        for (Contender contender : order) {
            samples.put(contender.name(), contender.turn().take());
        }
        return new Round(samples);
    }
}
