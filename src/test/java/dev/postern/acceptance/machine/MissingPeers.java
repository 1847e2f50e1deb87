package dev.postern.acceptance.machine;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test class whose peers are missing, and says which. */
final class MissingPeers implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String obstacles = AnnotationSupport.findAnnotation(context.getTestClass(), Acceptance.class).stream()
                .flatMap(acceptance -> Arrays.stream(acceptance.needs()))
                .map(Peer::obstacle)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining("; "));
        return obstacles.isEmpty()
                ? ConditionEvaluationResult.enabled("its peers are here")
                : ConditionEvaluationResult.disabled(obstacles);
    }
}
