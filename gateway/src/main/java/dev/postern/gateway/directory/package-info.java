/** Placeholder. */
@NullMarked
package dev.postern.gateway.directory;

import org.jspecify.annotations.NullMarked;
