package dev.postern.gateway.cli;

import dev.postern.gateway.config.Problem;
import dev.postern.gateway.postfix.PostfixProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds where main.cf and master.cf say something. */
final class PostfixFiles {

    private final Path main;
    private final Path master;

    PostfixFiles(Path folder) {
        this.main = folder.resolve("main.cf");
        this.master = folder.resolve("master.cf");
    }

    /** The problem at its line; at the first one if the parameter stands nowhere and has its default. */
    Problem place(PostfixProblem found) {
        return found.service()
                .map(service -> at(
                        master,
                        Pattern.compile(
                                Pattern.quote(service.name()) + "\\s+" + Pattern.quote(service.type()) + "\\s.*"),
                        found,
                        "service " + service.name() + ": " + found.parameter()))
                .orElseGet(() -> at(
                        main, Pattern.compile(Pattern.quote(found.parameter()) + "\\s*=.*"), found, found.parameter()));
    }

    private static Problem at(Path file, Pattern begin, PostfixProblem found, String subject) {
        return new Problem(file.toString(), lastLine(file, begin), 1, subject + ": " + found.what(), found.hint());
    }

    /** Of two settings the last one counts. */
    private static int lastLine(Path file, Pattern begin) {
        List<String> lines = lines(file);
        for (int line = lines.size(); line > 0; line--) {
            if (begin.matcher(lines.get(line - 1)).matches()) {
                return line;
            }
        }
        return 1;
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            // postconf could read it, and it only costs the line number.
            return List.of();
        }
    }
}
