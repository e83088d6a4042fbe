package dev.portcullis.credential;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Where changes of the store wait for one another, so that each begins from what the one before left. */
final class ChangeLine {
    private Future<?> last = Future.succeededFuture();

    /** Makes a change when those before it have ended, however they did; its result comes on the caller's context. */
    <T> Future<T> inTurn(Supplier<Future<T>> change) {
        Promise<T> done = Promise.promise();
        behind(done.future()).transform(ended -> change.get()).onComplete(done);
        Context context = Vertx.currentContext();
        return context == null
                ? done.future()
                : Future.fromCompletionStage(done.future().toCompletionStage(), context);
    }

    /** Nothing else is called under the lock. */
    private synchronized Future<?> behind(Future<?> next) {
        Future<?> before = last;
        last = next;
        return before;
    }
}
