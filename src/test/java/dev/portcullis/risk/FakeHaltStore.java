package dev.portcullis.risk;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps halts in memory; a test may hold its answers back, or have it fail. */
final class FakeHaltStore implements HaltStore {
    final Map<HaltScope, Halt> saved = new LinkedHashMap<>();
    final List<Promise<Void>> heldBack = new ArrayList<>();
    boolean holdsBack;
    boolean fails;

    @Override
    public Future<List<Halt>> all() {
        return fails ? Future.failedFuture("the disk is gone") : Future.succeededFuture(List.copyOf(saved.values()));
    }

    @Override
    public Future<Void> put(Halt halt) {
        return answer(() -> saved.put(halt.scope(), halt));
    }

    @Override
    public Future<Void> remove(HaltScope scope) {
        return answer(() -> saved.remove(scope));
    }

    private Future<Void> answer(Runnable change) {
        if (fails) {
            return Future.failedFuture("the disk is gone");
        }
        if (!holdsBack) {
            change.run();
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        heldBack.add(promise);
        return promise.future().onSuccess(done -> change.run());
    }
}
