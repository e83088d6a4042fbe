package dev.portcullis.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * One {@link Lane} for each event loop. They are made before the first call, outside the contexts that will use them,
 * so that undeploying a listener does not close the connections of its calls in flight.
 */
final class Lanes {
    private final Vertx vertx;
    private final TransportSettings settings;
    private final LongSupplier nanoTicker;
    private final Queue<Lane> unused = new ConcurrentLinkedQueue<>();
    private final Map<Thread, Lane> byLoop = new ConcurrentHashMap<>();

    Lanes(Vertx vertx, TransportSettings settings, LongSupplier nanoTicker) {
        this.vertx = vertx;
        this.settings = settings;
        this.nanoTicker = nanoTicker;
        for (int i = 0; i < settings.eventLoops(); i++) {
            unused.add(new Lane(vertx, settings, nanoTicker));
        }
    }

    /** The lane of the event loop that runs this. */
    Lane here() {
        Thread loop = Thread.currentThread();
        Lane lane = byLoop.get(loop);
        return lane != null ? lane : byLoop.computeIfAbsent(loop, l -> oneMore());
    }

    Future<Void> close() {
        List<Lane> all = new ArrayList<>(unused);
        all.addAll(byLoop.values());
        return Future.join(all.stream().map(Lane::close).toList()).mapEmpty();
    }

    private Lane oneMore() {
        Lane lane = unused.poll();
        return lane != null ? lane : new Lane(vertx, settings, nanoTicker);
    }
}
