package dev.postern.gateway.directory;

import dev.postern.gateway.directory.LookupResult.Found;
import dev.postern.gateway.directory.LookupResult.NotFound;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Composes a map's answers from the cached units of its ladder. Thread-safe. */
public final class MapDirectory implements Directory {
    private final Map<String, MapDefinition> maps = new HashMap<>();
    private final Ladder ladder;
    private final UnitCache cache;
    private final Duration staleFor;

    /**
     * @param maps what is served; each comes with its exact twin
     * @param localDomains folded names whose bare local parts are looked up too
     * @param staleFor how old an answer may be while the source is away
     */
    public MapDirectory(
            List<MapDefinition> maps,
            RecipientDelimiter delimiter,
            Set<String> localDomains,
            UnitCache cache,
            Duration staleFor) {
        for (MapDefinition map : maps) {
            this.maps.put(map.name(), map);
            this.maps.put(map.exactTwin().name(), map.exactTwin());
        }
        this.ladder = new Ladder(delimiter, Set.copyOf(localDomains));
        this.cache = cache;
        this.staleFor = staleFor;
    }

    @Override
    public boolean serves(String map) {
        return maps.containsKey(map);
    }

    @Override
    public Future<LookupResult> lookup(String map, String key, Deadline deadline) {
        MapDefinition definition = maps.get(map);
        if (definition == null) {
            return Future.succeededFuture(new Failure.Misconfigured("there is no map of this name"));
        }
        List<LadderStep> steps = ladder.steps(definition.kind(), key);
        for (int i = 0; i < steps.size(); i++) {
            UnitValue known =
                    cache.fresh(new Unit(definition.relation(), steps.get(i).key()));
            if (known == null) {
                return i == 0
                        ? askKeyFirst(definition, steps, deadline)
                        : ask(definition, steps.subList(i, steps.size()), deadline);
            }
            if (known instanceof Text text) {
                return Future.succeededFuture(found(definition, steps.get(i), text));
            }
        }
        return Future.succeededFuture(NotFound.INSTANCE);
    }

    /** Asks for the key itself first: most have a row of their own, and then nobody need be asked for the rest. */
    private Future<LookupResult> askKeyFirst(MapDefinition map, List<LadderStep> steps, Deadline deadline) {
        List<LadderStep> key = steps.subList(0, 1);
        List<LadderStep> rest = steps.subList(1, steps.size());
        Future<LookupResult> first = ask(map, key, deadline);
        return rest.isEmpty()
                ? first
                : first.compose(result ->
                        result instanceof NotFound ? ask(map, rest, deadline) : Future.succeededFuture(result));
    }

    /** Asks for all these steps at once, so that they cost one round trip, and takes the first that answers. */
    private Future<LookupResult> ask(MapDefinition map, List<LadderStep> steps, Deadline deadline) {
        List<Future<UnitResult>> results = steps.stream()
                .map(step -> cache.get(new Unit(map.relation(), step.key()), staleFor, deadline))
                .toList();
        return firstFound(map, steps, results, 0);
    }

    private static Future<LookupResult> firstFound(
            MapDefinition map, List<LadderStep> steps, List<Future<UnitResult>> results, int i) {
        if (i == steps.size()) {
            return Future.succeededFuture(NotFound.INSTANCE);
        }
        return results.get(i).compose(result -> {
            if (result instanceof Text text) {
                return Future.succeededFuture(found(map, steps.get(i), text));
            }
            // A step that could not be read may hold the answer: going on would let a catch-all beat it.
            return result instanceof Failure failure
                    ? Future.succeededFuture(failure)
                    : firstFound(map, steps, results, i + 1);
        });
    }

    private static LookupResult found(MapDefinition map, LadderStep step, Text text) {
        return new Found(map.answer(step, text.value()));
    }
}
