package dev.portcullis.pipeline;

import dev.portcullis.metrics.Meters;
import dev.portcullis.metrics.StageName;
import dev.portcullis.model.Service;
import java.util.function.LongSupplier;

/** Measures how long a stage keeps a call before it hands it on. */
final class Metered {
    private final Meters meters;
    private final LongSupplier nanoTicker;

    Metered(Meters meters, LongSupplier nanoTicker) {
        this.meters = meters;
        this.nanoTicker = nanoTicker;
    }

    <A, B> Stage<A, B> stage(StageName name, Stage<A, B> stage) {
        return next -> call -> {
            long started = nanoTicker.getAsLong();
            Service<B> probe = handed -> {
                meters.stage(name, nanoTicker.getAsLong() - started);
                return next.serve(handed);
            };
            return stage.before(probe).serve(call);
        };
    }

    <A> Service<A> last(StageName name, Service<A> service) {
        return call -> {
            long started = nanoTicker.getAsLong();
            return service.serve(call).onComplete(done -> meters.stage(name, nanoTicker.getAsLong() - started));
        };
    }
}
