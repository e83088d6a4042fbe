package dev.portcullis.door;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Very many raw connections at once, on one event loop of their own; each sends what it is told and reads to its end.
 */
final class PeerFleet implements AutoCloseable {
    private static final long HANGS_AFTER_MILLIS = 15_000;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final Context loop = vertx.getOrCreateContext();
    private final int port;
    private final NetClient client;

    /**
     * How a connection went.
     *
     * @param received everything that came
     * @param hung whether the other side had not ended it after 15 s
     * @param lastedMillis from the first byte sent to the end
     */
    record Ended(String received, boolean hung, long lastedMillis) {}

    PeerFleet(int port) {
        this.port = port;
        // No TIME_WAIT: tens of thousands of connections come and go within a minute.
        this.client = vertx.createNetClient(
                new NetClientOptions().setSoLinger(0).setTcpNoDelay(true).setConnectTimeout(10_000));
    }

    /** Runs in a while, on the loop on which everything here completes. */
    void later(long afterMillis, Runnable task) {
        loop.runOnContext(now -> vertx.setTimer(1 + afterMillis, due -> task.run()));
    }

    /** Sends the pieces one after the other, each when the one before has left, and reads to the end. */
    Future<Ended> talk(List<String> pieces) {
        return connect(socket -> send(socket, pieces, 0));
    }

    /** Sends the beginning, then one more byte every {@code everyMillis}, and reads to the end. */
    Future<Ended> drip(String begin, long everyMillis) {
        return connect(socket -> {
            socket.write(bytes(begin));
            return vertx.setPeriodic(everyMillis, now -> socket.write(bytes("x")));
        });
    }

    private interface Conduct {
        /** Begins to send; what is returned is a timer that stops with the connection. */
        long begin(NetSocket socket);
    }

    private Future<Ended> connect(Conduct conduct) {
        Promise<Ended> ended = Promise.promise();
        loop.runOnContext(now -> client.connect(port, "127.0.0.1")
                .onSuccess(socket -> begin(socket, conduct, ended))
                .onFailure(ended::fail));
        return ended.future();
    }

    private void begin(NetSocket socket, Conduct conduct, Promise<Ended> ended) {
        Buffer received = Buffer.buffer();
        long begun = System.nanoTime();
        socket.handler(received::appendBuffer).exceptionHandler(broken -> {});
        long timer = conduct.begin(socket);
        long patience = vertx.setTimer(HANGS_AFTER_MILLIS, late -> {
            ended.tryComplete(ended(received, true, begun));
            socket.close();
        });
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            vertx.cancelTimer(patience);
            ended.tryComplete(ended(received, false, begun));
        });
    }

    private static Ended ended(Buffer received, boolean hung, long begun) {
        return new Ended(
                received.toString(StandardCharsets.ISO_8859_1),
                hung,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    private long send(NetSocket socket, List<String> pieces, int next) {
        if (next < pieces.size()) {
            socket.write(bytes(pieces.get(next))).onSuccess(sent -> send(socket, pieces, next + 1));
        }
        return -1;
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
