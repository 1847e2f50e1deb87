/** Look-ups as the real {@code postmap} asks them, and what Postfix's own pgsql maps say to the same. */
@NullMarked
package dev.postern.acceptance.lookup;

import org.jspecify.annotations.NullMarked;
