package dev.postern.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. For one reading, by one thread. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Position at, String what, String hint) {
        found.add(new Problem(file, at.line(), at.column(), what, hint));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them, in the order of the file. */
    List<Problem> inFileOrder() {
        return found.stream().sorted(Problem.IN_FILE_ORDER).toList();
    }
}
