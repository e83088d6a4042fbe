package dev.portcullis.upstream;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.bybit.Signer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A signer whose signature can be told apart, and that remembers what it signed. */
final class FakeSigner implements Signer {
    final List<Signed> signed = new CopyOnWriteArrayList<>();
    /** Whether it is one whose signatures come over a network. */
    volatile boolean farAway;

    private final Supplier<Future<Void>> delay;

    record Signed(RestTarget target, String payload, long timestampMs, int recvWindowMs) {}

    FakeSigner() {
        this(Future::succeededFuture);
    }

    /** A signer that takes its time, like one with an RSA key. */
    FakeSigner(Supplier<Future<Void>> delay) {
        this.delay = delay;
    }

    @Override
    public Future<SignedRest> rest(RestTarget target, Buffer payload, long timestampMs, int recvWindowMs) {
        signed.add(new Signed(target, payload.toString(), timestampMs, recvWindowMs));
        return delay.get().map(v -> new SignedRest("KEY1", "sign-" + signed.size(), timestampMs, recvWindowMs));
    }

    @Override
    public boolean isFarAway() {
        return farAway;
    }

    @Override
    public Future<String> socketAuth(long expiresMs) {
        return Future.failedFuture(new UnsupportedOperationException("no sockets here"));
    }
}
