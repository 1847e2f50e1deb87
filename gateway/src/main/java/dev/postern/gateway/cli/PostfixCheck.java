package dev.postern.gateway.cli;

import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.StandardMap;
import dev.postern.gateway.postfix.LocalDomains;
import dev.postern.gateway.postfix.PostfixConfiguration;
import dev.postern.gateway.postfix.PostfixProblem;
import dev.postern.gateway.postfix.PostfixRules;
import dev.postern.gateway.postfix.Served;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the Postfix of this machine will work with what a configuration serves. */
final class PostfixCheck {

    private static final List<String> VIRTUAL_DOMAINS =
            List.of(StandardMap.VIRTUAL_DOMAINS.label(), StandardMap.VIRTUAL_ALIAS_DOMAINS.label());

    private final ConfigOption.Loaded loaded;
    private final CheckReport report;
    private final PostfixConfiguration postfix;
    private final PostfixFiles files;

    PostfixCheck(ConfigOption.Loaded loaded, CheckReport report, PostfixConfiguration postfix) {
        this.loaded = loaded;
        this.report = report;
        this.postfix = postfix;
        this.files = new PostfixFiles(postfix.main().configDirectory());
    }

    /** Reports all that it finds. */
    void run() {
        Set<String> maps = loaded.plan().maps().stream()
                .flatMap(map -> Stream.of(map.name(), map.name() + MapDefinition.EXACT_SUFFIX))
                .collect(Collectors.toUnmodifiableSet());
        Served served =
                new Served(loaded.config().listeners(), maps, loaded.config().recipientDelimiter());
        List<PostfixProblem> problems = PostfixRules.check(postfix, served);
        problems.forEach(this::add);
        VIRTUAL_DOMAINS.stream().filter(maps::contains).forEach(this::localDomains);
        report.checked("postfix: read " + postfix.main().configDirectory() + ", "
                + postfix.services().size() + " services");
    }

    private void localDomains(String map) {
        List<String> domains = LocalDomains.of(postfix);
        Predicate<LookupResult> found = LookupResult.Found.class::isInstance;
        Answers.lookups(loaded, map, domains).entrySet().stream()
                .filter(answer -> found.test(answer.getValue()))
                .forEach(answer -> add(LocalDomains.alsoIn(postfix, answer.getKey(), map)));
    }

    private void add(PostfixProblem found) {
        Problem problem = files.place(found);
        if (found.severity() == PostfixProblem.Severity.WARNING) {
            report.warning(problem);
        } else {
            report.problem(problem);
        }
    }
}
