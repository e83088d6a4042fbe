package dev.portcullis.upstream;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A large answer on its way: what was already read, then the rest as fast as its reader takes it. Starts paused; all of
 * it happens on the event loop of its connection, but for {@link #close}, which may come from any thread.
 */
final class StreamedBody implements ReadStream<Buffer>, AutoCloseable {
    private final ReadStream<Buffer> rest;
    private final Runnable giveUp;
    private @Nullable Buffer begin;
    private long demandForBegin;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private @Nullable Throwable failure;

    /**
     * Continues a stream.
     *
     * @param begin what was read so far
     * @param rest paused, its handlers about to be set by {@link #handler}
     * @param giveUp ends the connection that the rest would come over
     */
    StreamedBody(Buffer begin, ReadStream<Buffer> rest, Runnable giveUp) {
        this.begin = begin;
        this.rest = rest;
        this.giveUp = giveUp;
    }

    /** Nobody reads on: the exchange is not made to send the rest to the end. Closing what has ended does nothing. */
    @Override
    public void close() {
        giveUp.run();
    }

    /** The answer came to its end. */
    void end() {
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    /** The answer broke off. */
    void fail(Throwable cause) {
        failure = cause;
        begin = null;
        if (exceptionHandler != null) {
            exceptionHandler.handle(cause);
        }
    }

    @Override
    public StreamedBody exceptionHandler(@Nullable Handler<Throwable> newHandler) {
        exceptionHandler = newHandler;
        if (newHandler != null && failure != null) {
            newHandler.handle(failure);
        }
        return this;
    }

    @Override
    public StreamedBody handler(@Nullable Handler<Buffer> newHandler) {
        handler = newHandler;
        return this;
    }

    /** Hands the next part of the rest to the reader, if there is one. */
    void next(Buffer part) {
        if (handler != null) {
            handler.handle(part);
        }
    }

    @Override
    public StreamedBody pause() {
        demandForBegin = 0;
        rest.pause();
        return this;
    }

    @Override
    public StreamedBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public StreamedBody fetch(long amount) {
        Buffer first = begin;
        if (first == null) {
            rest.fetch(amount);
            return this;
        }
        begin = null;
        demandForBegin = amount == Long.MAX_VALUE ? amount : amount - 1;
        next(first);
        if (demandForBegin > 0) {
            rest.fetch(demandForBegin);
        }
        return this;
    }

    @Override
    public StreamedBody endHandler(@Nullable Handler<Void> newHandler) {
        endHandler = newHandler;
        return this;
    }
}
