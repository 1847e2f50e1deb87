package dev.postern.bench;

import java.util.Map;

/** The samples of one work that were taken one right after the other, by contender. */
record Round(Map<String, Sample> samples) {
    Round {
        samples = Map.copyOf(samples);
    }

    Sample sample(String contender) {
        Sample sample = samples.get(contender);
        if (sample == null) {
            throw new IllegalArgumentException("no contender " + contender + " in this work");
        }
        return sample;
    }
}
