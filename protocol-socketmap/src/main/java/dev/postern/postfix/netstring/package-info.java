/**
 * Netstrings, the framing of socketmap.
 *
 * <pre>
 * netstring = length ":" payload ","
 * length    = 1*DIGIT                 ; decimal count of the bytes (not the characters) of the payload
 * </pre>
 *
 * <p>Read as Postfix reads them: leading zeros are accepted, everything else than a digit before the colon is an error,
 * and the comma is mandatory. Written canonically, without leading zeros.
 *
 * <p>The decoder takes two limits. A payload up to {@code served} bytes is delivered; a longer one, up to
 * {@code dropped}, is skipped without being kept and delivered as {@link dev.postern.postfix.Frame.OverLong}; a length
 * above that is an error as soon as the digit that makes it so has come. After an error the decoder is dead.
 *
 * <p>Source: D. J. Bernstein, <a href="https://cr.yp.to/proto/netstrings.txt">Netstrings</a>; Postfix
 * {@code src/util/netstring.c}, whose own limit for a reply is 100,000 bytes.
 */
@NullMarked
package dev.postern.postfix.netstring;

import org.jspecify.annotations.NullMarked;
