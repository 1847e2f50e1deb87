/** Commands that ask a database: run in this process, with what they print and how they end. */
@NullMarked
package dev.postern.acceptance.commands;

import org.jspecify.annotations.NullMarked;
