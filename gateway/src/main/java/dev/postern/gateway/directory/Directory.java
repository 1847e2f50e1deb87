package dev.postern.gateway.directory;

import io.vertx.core.Future;

/** Answers look-ups in named maps. */
public interface Directory {

    /** Whether there is such a map, under this exact name ({@code NAME} or {@code NAME.exact}). */
    boolean serves(String map);

    /**
     * Looks a key up.
     *
     * @param map a name for which {@link #serves} is true; any other is {@link Failure.Misconfigured}
     * @param key as the client sent it: in any case, with or without quotes and extension
     * @param deadline when the answer is due
     * @return never fails; already complete when the answer was in the cache. May complete on any thread.
     */
    Future<LookupResult> lookup(String map, String key, Deadline deadline);
}
