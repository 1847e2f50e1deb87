/**
 * Whatever reads bytes of others, fed with bytes of others. Each method of a {@code …FuzzTest} is a target: it takes any
 * bytes and says what has to hold for all of them. Each build feeds the files of the corpus,
 * {@code corpus/dev/postern/fuzz/CLASSInputs/METHOD/}; {@code src/test/fuzz/run} looks for new ones with Jazzer and puts
 * what it finds there.
 *
 * <p>A target depends on its bytes alone: where something is to vary, the {@link dev.postern.fuzz.Cutting} of the bytes
 * or a host's decision, it follows from their hash, so that a file repeats what was seen.
 */
@NullMarked
package dev.postern.fuzz;

import org.jspecify.annotations.NullMarked;
