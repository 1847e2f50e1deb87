/**
 * How the log looks: one event a line, {@code key=value}, text of clients escaped and cut.
 */
@NullMarked
package dev.postern.gateway.logging;

import org.jspecify.annotations.NullMarked;
