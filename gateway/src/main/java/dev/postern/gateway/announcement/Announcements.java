package dev.postern.gateway.announcement;

import dev.postern.gateway.directory.UnitCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The listeners of all sources behind one cache. */
public final class Announcements implements AutoCloseable {
    private final List<AnnouncementListener> listeners = new ArrayList<>();

    /** Starts listening to each, in the background; the main source comes first. */
    public Announcements(List<AnnouncementListener.Source> sources, UnitCache cache, LongSupplier nanoTime) {
        Hearing hearing = new Hearing(cache);
        sources.forEach(source -> listeners.add(new AnnouncementListener(source, hearing, cache, nanoTime)));
    }

    /** That of the main source. */
    public AnnouncementListener main() {
        return listeners.get(0);
    }

    @Override
    public void close() {
        listeners.forEach(AnnouncementListener::close);
    }
}
