package dev.postern.gateway.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that can be told from the configurations alone. */
public final class PostfixRules {

    private static final String DELIMITER = "recipient_delimiter";

    private PostfixRules() {}

    /** What will not work, or not as somebody may think. */
    public static List<PostfixProblem> check(PostfixConfiguration postfix, Served served) {
        List<PostfixProblem> problems = new ArrayList<>();
        problems.addAll(new TableRules(postfix, served).check());
        problems.addAll(DeliveryRules.check(postfix));
        problems.addAll(new LoginRules(postfix, served).check());
        delimiter(postfix, served, problems);
        return problems.stream().distinct().toList();
    }

    private static void delimiter(PostfixConfiguration postfix, Served served, List<PostfixProblem> problems) {
        String theirs = postfix.main().value(DELIMITER);
        if (!characters(theirs).equals(characters(served.recipientDelimiter()))) {
            problems.add(new Setting(DELIMITER, theirs, List.of(), postfix)
                    .problem(
                            "it is \"" + theirs + "\" here and \"" + served.recipientDelimiter()
                                    + "\" in the gateway's recipientDelimiter",
                            "make them the same"));
        }
    }

    private static Set<Integer> characters(String text) {
        return text.chars().boxed().collect(Collectors.toUnmodifiableSet());
    }
}
