/**
 * Who may import whom. Maven keeps the modules apart; these rules keep the packages apart that share a module, as the
 * table of rooms in ARCHITECTURE.md says.
 *
 * <p>A rule about a package that is still empty holds. Source: ARCHITECTURE.md.
 */
@NullMarked
package dev.postern.architecture;

import org.jspecify.annotations.NullMarked;
