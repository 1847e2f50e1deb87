/**
 * The client's side of SASL mechanisms: the JDK's own for PLAIN, CRAM-MD5 and DIGEST-MD5, and by hand what it lacks.
 *
 * <p>Source: RFC 4616, 2195, 2831, 5802, 7677, and draft-murchison-sasl-login.
 */
@NullMarked
package dev.postern.acceptance.sasl;

import org.jspecify.annotations.NullMarked;
