package dev.portcullis.credential;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** Works through many small pieces in slices, between which the event loop serves others. */
final class Burst {
    /** Each piece is one AES-GCM and a small JSON, about 20 microseconds: a slice stays below a millisecond. */
    static final int SLICE = 32;

    private Burst() {}

    /** Completes on the caller's context when all pieces were worked on, and fails with what {@code work} throws. */
    static <T> Future<Void> forEach(List<T> pieces, Consumer<T> work) {
        Promise<Void> done = Promise.promise();
        slice(pieces, work, done);
        return done.future();
    }

    private static <T> void slice(List<T> left, Consumer<T> work, Promise<Void> done) {
        int size = Math.min(SLICE, left.size());
        try {
            left.subList(0, size).forEach(work);
        } catch (RuntimeException failure) {
            done.fail(failure);
            return;
        }
        if (size == left.size()) {
            done.complete();
            return;
        }
        afterOthers(() -> slice(left.subList(size, left.size()), work, done));
    }

    private static void afterOthers(Runnable next) {
        Context context = Vertx.currentContext();
        if (context == null) {
            next.run();
            return;
        }
        context.runOnContext(go -> next.run());
    }
}
