/**
 * The composition roots. {@link Plan} works out what a configuration and its preset mean, {@link Backend} is everything
 * behind the listeners, {@link Gateway} is the whole.
 *
 * <h2>Reload</h2>
 *
 * What depends on the configuration is a {@link Generation}; requests ask for the present one, so a reload replaces it
 * under standing connections, and requests in flight end where they began. The database's connections and the cache are
 * the {@link Stock}, which the next generation goes on with where nothing of theirs has changed: everything is then read
 * again before it counts as fresh, and nothing is evicted. Otherwise the old stock is closed when nobody can wait for it
 * any more; until then the gateway holds the connections of both.
 */
@NullMarked
package dev.postern.gateway;

import org.jspecify.annotations.NullMarked;
