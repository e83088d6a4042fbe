package dev.portcullis.credential;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real key file's master key that counts what it is asked and can make the asker wait, as a remote one would. */
final class FakeKek implements Kek {
    private final Kek real;
    final AtomicInteger unwraps = new AtomicInteger();
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private boolean holding;

    FakeKek(Kek real) {
        this.real = real;
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void release() {
        holding = false;
        waiting.forEach(Promise::complete);
        waiting.clear();
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
        return real.wrap(dek, boundTo);
    }

    @Override
    public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
        unwraps.incrementAndGet();
        return turn().compose(come -> real.unwrap(wrapped, boundTo));
    }

    private synchronized Future<Void> turn() {
        if (!holding) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        return promise.future();
    }
}
