package dev.postern.gateway.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Which value is being read: {@code auth.failureDelay}, {@code listeners[2].allow[0]}.
 *
 * @param path its name; empty for the whole file
 * @param sources where its text came from, apart from the file: filled while it is read, shared by the items of a list
 */
record Place(String path, Reading reading, List<String> sources) {

    static Place root(Reading reading) {
        return new Place("", reading, new ArrayList<>());
    }

    Place key(String name) {
        return new Place(path.isEmpty() ? name : path + "." + name, reading, new ArrayList<>());
    }

    Place item(int index) {
        return new Place(path + "[" + index + "]", reading, sources);
    }

    /** How the place is called in a problem. */
    String name() {
        return path.isEmpty() ? "the file" : path;
    }

    void problem(Position at, String what, String hint) {
        reading.problems().add(at, what, hint);
    }
}
