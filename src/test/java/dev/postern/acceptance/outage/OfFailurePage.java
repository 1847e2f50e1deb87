package dev.postern.acceptance.outage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of one fault of docs/failure.md: {@link FailurePageTest} holds that each row there has one. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OfFailurePage {

    /** What the page calls the fault. */
    String value();
}
