/**
 * The built program as its users have it: {@code ./postern}, started as a process, with a configuration file.
 *
 * <p>It runs on the JDK that the tests run on. Maven has just built what it runs, so the launcher is told not to build
 * again: run these tests with {@code mvn verify}, which packs the program before it comes to them.
 */
@NullMarked
package dev.postern.acceptance.postern;

import org.jspecify.annotations.NullMarked;
