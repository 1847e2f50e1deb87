package dev.postern.acceptance.machine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that starts programs: its methods may take a {@link Workspace}, one per class, and it does not run where
 * one of its {@linkplain #needs peers} is missing. It is then skipped with the reason, which {@code ./check} repeats.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({MissingPeers.class, WorkspaceOfClass.class})
public @interface Acceptance {

    /** What must be installed. */
    Peer[] needs() default {};
}
