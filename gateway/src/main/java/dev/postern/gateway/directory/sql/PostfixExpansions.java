package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.Expansion.Question;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The expansions of pgsql_table(5), with the rules by which Postfix's db_common(3) suppresses a query. */
final class PostfixExpansions implements ExpansionReader {

    private static final int LENGTH = 2;

    @Override
    public Read read(String text, int at, int end) {
        if (at + 1 >= end) {
            return new Unknown(1, "a lone percent sign: write %% for a percent sign");
        }
        char letter = text.charAt(at + 1);
        if (letter == '%') {
            return new Percent(LENGTH);
        }
        Expansion expansion = expansion(letter);
        return expansion != null
                ? new Variable(LENGTH, expansion, null)
                : new Unknown(
                        LENGTH,
                        "%" + letter + " is no expansion of pgsql_table(5):"
                                + " there are %s, %u, %d, %1 to %9, and %% for a percent sign");
    }

    private static @Nullable Expansion expansion(char letter) {
        return switch (letter) {
            case 's', 'S' -> PostfixExpansions::key;
            case 'u', 'U' -> PostfixExpansions::user;
            case 'd', 'D' -> PostfixExpansions::domain;
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> question -> label(question, letter - '0');
            default -> null;
        };
    }

    private static @Nullable String key(Question question) {
        String key = question.key();
        return key.isEmpty() ? null : key;
    }

    private static @Nullable String user(Question question) {
        String key = question.key();
        int at = key.lastIndexOf('@');
        String user = at < 0 ? key : key.substring(0, at);
        return user.isEmpty() ? null : user;
    }

    private static @Nullable String domain(Question question) {
        String key = question.key();
        int at = key.lastIndexOf('@');
        return at < 0 || at == key.length() - 1 ? null : key.substring(at + 1);
    }

    /** @param n counted from the right, from 1; empty labels do not count, as in Postfix's argv_split(3) */
    private static @Nullable String label(Question question, int n) {
        String domain = domain(question);
        if (domain == null) {
            return null;
        }
        List<String> labels = Arrays.stream(domain.split("\\."))
                .filter(label -> !label.isEmpty())
                .toList();
        return labels.size() < n ? null : labels.get(labels.size() - n);
    }
}
