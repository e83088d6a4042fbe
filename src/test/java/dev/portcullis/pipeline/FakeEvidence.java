package dev.portcullis.pipeline;

import dev.portcullis.model.OrderEvidence;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An exchange that shows of an order what a test says, and remembers when it was asked. */
final class FakeEvidence implements OrderEvidence {
    private final FakeTime time;
    final List<Long> realtimeAskedMillis = new ArrayList<>();
    final List<Long> historyAskedMillis = new ArrayList<>();
    private Supplier<Sighting> realtime;
    private Supplier<Sighting> history;

    FakeEvidence(FakeTime time) {
        this.time = time;
        showsNothing();
    }

    void showsNothing() {
        realtime = this::nothing;
        history = this::nothing;
    }

    void realtimeShows(Sighting sighting) {
        realtime = () -> sighting;
    }

    void historyShows(Sighting sighting) {
        history = () -> sighting;
    }

    void historyShowsNothing() {
        history = this::nothing;
    }

    private Sighting nothing() {
        return new Sighting.NotSeen(time.nowMillis());
    }

    @Override
    public Future<Sighting> realtime(Question question) {
        realtimeAskedMillis.add(time.nowMillis());
        return Future.succeededFuture(realtime.get());
    }

    @Override
    public Future<Sighting> history(Question question) {
        historyAskedMillis.add(time.nowMillis());
        return Future.succeededFuture(history.get());
    }
}
