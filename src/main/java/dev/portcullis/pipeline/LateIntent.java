package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/**
 * Records a cancel, but never lets the disk hold it back: it waits at most 20 ms for its intent and then goes, marked
 * late (design invariant 2).
 */
final class LateIntent implements Stage<Turned, Recorded> {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Fence NONE = new Fence(0, 0, 0);

    private final Journal journal;
    private final Fences fences;
    private final Race race;

    LateIntent(Journal journal, Fences fences, Race race) {
        this.journal = journal;
        this.fences = fences;
        this.race = race;
    }

    @Override
    public Service<Turned> before(Service<Recorded> next) {
        return turned -> {
            Recorded recorded = new Recorded(turned, fences.of(turned).orElse(NONE));
            Future<Boolean> durable = journal.intend(recorded).map(true).otherwise(false);
            return race.first(
                            durable,
                            PATIENCE_NANOS,
                            () -> false,
                            turned.call().origin().home())
                    .compose(inTime -> go(recorded, inTime, next));
        };
    }

    private Future<Answer> go(Recorded recorded, boolean inTime, Service<Recorded> next) {
        if (!inTime) {
            journal.late(recorded, TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        }
        return next.serve(recorded);
    }
}
