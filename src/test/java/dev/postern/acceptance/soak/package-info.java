/**
 * Half an hour of everything at once, on demand: {@code src/test/soak/run [MINUTES]}. Look-ups, logins, connections
 * that come and go, reloads, and a database that is stopped and started, while {@link dev.postern.acceptance.soak.Usage} is
 * measured. Nothing may be answered wrongly, and nothing may grow.
 */
@NullMarked
package dev.postern.acceptance.soak;

import org.jspecify.annotations.NullMarked;
