/**
 * The composition roots. {@link Plan} works out what a configuration and its preset mean, {@link Backend} is everything
 * behind the listeners, {@link Gateway} is the whole; {@link Main} starts a command.
 */
@NullMarked
package dev.postern.gateway;

import org.jspecify.annotations.NullMarked;
