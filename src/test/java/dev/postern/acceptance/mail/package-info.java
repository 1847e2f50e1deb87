/** A message's way through the real Postfix with its maps on Postern, beside one with its maps in PostgreSQL itself. */
@NullMarked
package dev.postern.acceptance.mail;

import org.jspecify.annotations.NullMarked;
