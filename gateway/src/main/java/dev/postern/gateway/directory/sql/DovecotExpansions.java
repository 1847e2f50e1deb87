package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.sql.Expansion.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The variables of Dovecot's SQL drivers, as far as {@link AccountVariable} has them.
 *
 * <pre>
 * short = "%" *modifier letter                       ; %u %n %d %s %r %l %c, modifiers L U
 * long  = "%" *modifier "{" name *( "|" filter ) "}" ; %{user}, %{user | domain | lower}
 * </pre>
 */
final class DovecotExpansions implements ExpansionReader {

    private static final String KNOWN =
            " There are %u %n %d %s %r %l %c, with L or U before the letter, %{user} %{username}"
                    + " %{domain} %{service} %{rip} %{lip} %{secured} %{login_user}, with | lower, | upper, | username, | domain, and %% for a percent sign";

    @Override
    public Read read(String text, int at, int end) {
        List<UnaryOperator<String>> steps = new ArrayList<>();
        int next = at + 1;
        while (next < end && modifier(text.charAt(next)) != null && next + 1 < end) {
            // The modifier that stands nearest to the variable is applied first.
            steps.add(0, modifier(text.charAt(next)));
            next++;
        }
        if (next >= end) {
            return new Unknown(1, "a lone percent sign: write %% for a percent sign");
        }
        if (text.charAt(next) == '%' && steps.isEmpty()) {
            return new Percent(2);
        }
        return text.charAt(next) == '{'
                ? readLong(text, at, next, end, steps)
                : read(text.substring(next, next + 1), text.substring(at, next + 1), steps);
    }

    private static Read readLong(String text, int at, int brace, int end, List<UnaryOperator<String>> steps) {
        int close = text.indexOf('}', brace);
        if (close < 0 || close >= end) {
            return new Unknown(brace + 1 - at, "%{ without its }");
        }
        String[] words = text.substring(brace + 1, close).split("\\|", -1);
        List<UnaryOperator<String>> filters = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            UnaryOperator<String> filter = filter(words[i].strip());
            if (filter == null) {
                return new Unknown(close + 1 - at, "Postern knows no filter \"" + words[i].strip() + "\"." + KNOWN);
            }
            filters.add(filter);
        }
        filters.addAll(steps);
        return read(words[0].strip(), text.substring(at, close + 1), filters);
    }

    private static Read read(String name, String written, List<UnaryOperator<String>> steps) {
        AccountVariable input = input(name);
        if (input == null) {
            String reason = name.equals("w") || name.equals("password")
                    ? written + " is the password: Postern compares passwords itself and shows them to no query."
                    : "Postern knows no variable " + written + ".";
            return new Unknown(written.length(), reason + KNOWN);
        }
        return new Variable(written.length(), question -> value(question, input, part(name), steps), input);
    }

    private static String value(
            Question question, AccountVariable input, UnaryOperator<String> part, List<UnaryOperator<String>> steps) {
        String value = part.apply(question.account().getOrDefault(input, ""));
        for (UnaryOperator<String> step : steps) {
            value = step.apply(value);
        }
        return value;
    }

    private static @Nullable AccountVariable input(String name) {
        return switch (name) {
            case "u", "user", "n", "username", "d", "domain" -> AccountVariable.USER;
            case "s", "service", "protocol" -> AccountVariable.SERVICE;
            case "r", "rip", "remote_ip" -> AccountVariable.REMOTE_IP;
            case "l", "lip", "local_ip" -> AccountVariable.LOCAL_IP;
            case "login_user" -> AccountVariable.LOGIN_USER;
            case "c", "secured" -> AccountVariable.SECURED;
            default -> null;
        };
    }

    private static UnaryOperator<String> part(String name) {
        return switch (name) {
            case "n", "username" -> DovecotExpansions::username;
            case "d", "domain" -> DovecotExpansions::domain;
            default -> UnaryOperator.identity();
        };
    }

    private static @Nullable UnaryOperator<String> modifier(char letter) {
        return switch (letter) {
            case 'L' -> DovecotExpansions::lower;
            case 'U' -> DovecotExpansions::upper;
            default -> null;
        };
    }

    private static @Nullable UnaryOperator<String> filter(String name) {
        return switch (name) {
            case "lower" -> DovecotExpansions::lower;
            case "upper" -> DovecotExpansions::upper;
            case "username" -> DovecotExpansions::username;
            case "domain" -> DovecotExpansions::domain;
            default -> null;
        };
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }

    private static String username(String login) {
        int at = login.indexOf('@');
        return at < 0 ? login : login.substring(0, at);
    }

    private static String domain(String login) {
        return login.substring(login.indexOf('@') < 0 ? login.length() : login.indexOf('@') + 1);
    }
}
