/**
 * Bytes to the running gateway that no well-behaved client sends: in pieces, several at once, broken; and the dialogs of
 * the auth sockets, as text files have them. No input ends a listener or the process.
 */
@NullMarked
package dev.postern.acceptance.wire;

import org.jspecify.annotations.NullMarked;
