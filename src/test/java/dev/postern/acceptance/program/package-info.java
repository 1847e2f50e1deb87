/** The program as an operator meets it: its launcher, its commands and their exit codes, its start and its end. */
@NullMarked
package dev.postern.acceptance.program;

import org.jspecify.annotations.NullMarked;
