package dev.portcullis.door;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives a number of parts, as fast as it is read; starts paused; can be closed. */
public final class FakeStream implements ReadStream<Buffer>, AutoCloseable {
    private final Vertx vertx;
    private final Buffer part;
    private final int parts;
    private Context context;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private Handler<Throwable> exceptionHandler;
    private boolean breaksOff;
    private boolean wasResumed;
    private volatile boolean paused = true;
    private volatile boolean closed;
    private final AtomicInteger given = new AtomicInteger();

    /** A stream of so many parts of so many bytes. */
    public FakeStream(Vertx vertx, int partBytes, int parts) {
        this.vertx = vertx;
        this.part = Buffer.buffer("x".repeat(partBytes));
        this.parts = parts;
    }

    /** Ends in a failure. */
    public FakeStream breakingOff() {
        breaksOff = true;
        return this;
    }

    /** Whether it was read once and is paused now. */
    public boolean isHeldUp() {
        return wasResumed && paused && given.get() > 0;
    }

    /** Whether its reader let go of it. */
    public boolean isClosed() {
        return closed;
    }

    /** How many parts were read. */
    public int partsGiven() {
        return given.get();
    }

    @Override
    public FakeStream handler(Handler<Buffer> newHandler) {
        handler = newHandler;
        return this;
    }

    @Override
    public FakeStream endHandler(Handler<Void> newHandler) {
        endHandler = newHandler;
        return this;
    }

    @Override
    public FakeStream exceptionHandler(Handler<Throwable> newHandler) {
        exceptionHandler = newHandler;
        return this;
    }

    @Override
    public FakeStream pause() {
        paused = true;
        return this;
    }

    @Override
    public FakeStream resume() {
        wasResumed = true;
        paused = false;
        context = vertx.getOrCreateContext();
        context.runOnContext(now -> flow());
        return this;
    }

    @Override
    public FakeStream fetch(long amount) {
        return resume();
    }

    private void flow() {
        while (!paused && !closed && given.get() < parts) {
            given.incrementAndGet();
            if (handler != null) {
                handler.handle(part);
            }
        }
        if (paused || closed || given.get() < parts) {
            return;
        }
        closeStream();
    }

    private void closeStream() {
        if (breaksOff && exceptionHandler != null) {
            exceptionHandler.handle(new java.io.IOException("broken off"));
        } else if (!breaksOff && endHandler != null) {
            endHandler.handle(null);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
