package dev.portcullis.credential;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that RSA signatures are made on: one takes about 1.5 ms, which would stall every order of an event loop.
 * A bounded line in front of them is their own admission limit: about 650 signatures a second and thread, and whoever
 * finds the line full is refused at once instead of being signed too late.
 */
public final class RsaPool implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int waitingMax;

    /**
     * Starts no thread before the first signature.
     *
     * @param threadsMax how many signatures are made at a time
     * @param waitingMax how many may wait for a thread
     */
    public RsaPool(int threadsMax, int waitingMax) {
        this.waitingMax = waitingMax;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threadsMax, threadsMax, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), work -> {
                    Thread thread = new Thread(work, "portcullis-rsa-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the work on one of the threads; fails with a NotSent rejection when the line is full or closed. */
    <T> Future<T> run(Callable<T> work) {
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> complete(promise, work));
        } catch (RejectedExecutionException full) {
            promise.fail(Mandate.notSent(
                    threads.isShutdown()
                            ? "the gate is stopping; nothing was signed"
                            : waitingMax + " RSA signatures wait already; nothing was signed; send fewer at a time, or"
                                    + " use an HMAC key, which signs a thousand times faster"));
        }
        return promise.future();
    }

    /** Ends the threads; what waits is still signed, what comes later is refused. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static <T> void complete(Promise<T> promise, Callable<T> work) {
        try {
            promise.complete(work.call());
        } catch (Exception failure) {
            promise.fail(failure);
        }
    }
}
