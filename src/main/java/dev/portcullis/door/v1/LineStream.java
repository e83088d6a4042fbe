package dev.portcullis.door.v1;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer in lines that is made while it is read: the next part is asked for only when the reader has taken the last
 * one, so that no more than one part is in memory. Starts paused. To be used on one event loop, its request's, where
 * its source answers too.
 */
final class LineStream implements ReadStream<Buffer>, AutoCloseable {
    private final LineSource source;
    private @Nullable Handler<Buffer> onPart;
    private @Nullable Handler<@Nullable Void> onEnd;
    private @Nullable Handler<Throwable> onFailure;
    private @Nullable Buffer held;
    private long demand;
    private boolean isAsking;
    private boolean isOver;

    LineStream(LineSource source) {
        this.source = source;
    }

    @Override
    public LineStream handler(@Nullable Handler<Buffer> handler) {
        onPart = handler;
        return this;
    }

    @Override
    public LineStream endHandler(@Nullable Handler<@Nullable Void> handler) {
        onEnd = handler;
        return this;
    }

    @Override
    public LineStream exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        return this;
    }

    @Override
    public LineStream pause() {
        demand = 0;
        return this;
    }

    @Override
    public LineStream resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public LineStream fetch(long parts) {
        demand = demand + parts < 0 ? Long.MAX_VALUE : demand + parts;
        goOn();
        return this;
    }

    /** Nobody reads it any more: what is on its way is thrown away, and nothing more is asked for. */
    @Override
    public void close() {
        isOver = true;
        held = null;
    }

    private void goOn() {
        deliver();
        if (isOver || isAsking || held != null || demand == 0) {
            return;
        }
        if (source.isOver()) {
            end();
            return;
        }
        isAsking = true;
        source.next().onComplete(this::came);
    }

    private void came(AsyncResult<Buffer> part) {
        isAsking = false;
        if (isOver) {
            return;
        }
        if (part.failed()) {
            fail(part.cause());
            return;
        }
        held = part.result();
        goOn();
    }

    private void deliver() {
        Buffer part = held;
        if (part == null || demand == 0) {
            return;
        }
        held = null;
        if (part.length() == 0) {
            return;
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        if (onPart != null) {
            onPart.handle(part);
        }
    }

    private void end() {
        isOver = true;
        if (onEnd != null) {
            onEnd.handle(null);
        }
    }

    private void fail(Throwable cause) {
        isOver = true;
        if (onFailure != null) {
            onFailure.handle(cause);
        }
    }
}
