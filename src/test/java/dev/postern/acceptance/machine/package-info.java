/**
 * What acceptance tests need of the machine: a short folder of their own, processes, ports, waiting for a condition, and
 * the other programs ("peers") that may or may not be installed.
 *
 * <p>Everything here has a time limit, and everything that is started belongs to a {@link Workspace}, which ends it: at
 * the end of the test class, however that ends, or with the JVM. A condition that does not come true within its limit,
 * a program that does not end or start, is an {@link AssertionError} that says what was waited for.
 *
 * <p>Types are for one thread, that of the test class.
 */
@NullMarked
package dev.postern.acceptance.machine;

import org.jspecify.annotations.NullMarked;
