/**
 * What the gateway counts, as Micrometer meters that Prometheus reads.
 *
 * <p>Meters of the request path are looked up once and kept in tables, so that a request costs no name lookup. Names and
 * labels are part of the operator's contract; no label ever holds a key, a user name or an address of a client.
 */
@NullMarked
package dev.postern.gateway.metrics;

import org.jspecify.annotations.NullMarked;
