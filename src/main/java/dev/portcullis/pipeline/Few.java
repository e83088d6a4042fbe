package dev.portcullis.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** Lets only a few things of a kind go on at the same time; the others follow in the order in which they came. */
final class Few {
    private final int most;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Few(int most) {
        this.most = most;
    }

    /** Does it when it is its turn. */
    <T> Future<T> run(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        Runnable begin = () -> action.get().onComplete(ended -> {
            next();
            done.handle(ended);
        });
        if (mayBegin(begin)) {
            begin.run();
        }
        return done.future();
    }

    private synchronized boolean mayBegin(Runnable begin) {
        if (running < most) {
            running++;
            return true;
        }
        waiting.add(begin);
        return false;
    }

    private void next() {
        Runnable begin;
        synchronized (this) {
            begin = waiting.poll();
            if (begin == null) {
                running--;
            }
        }
        if (begin != null) {
            begin.run();
        }
    }
}
