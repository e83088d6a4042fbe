package dev.portcullis.credential;

import dev.portcullis.model.EndpointKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that RSA signatures are made on: one takes about 1.5 ms (8.6 ms with 4096 bits), which would stall every
 * order of an event loop. Bounded lines in front of them are their own admission limit, and whoever finds their line
 * full is refused at once instead of being signed too late. Cancels have a line of their own and go first, so that no
 * crowd of orders or reads is in the way of getting out.
 */
public final class RsaPool implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int waitingMax;
    private final Map<Line, Semaphore> places = new EnumMap<>(Line.class);
    private final AtomicLong arrivals = new AtomicLong();

    /** Whose signatures go before whose, first to last. */
    enum Line {
        CANCELS,
        ORDERS,
        READS;

        static Line of(EndpointKind kind) {
            if (kind.isCancel()) {
                return CANCELS;
            }
            return kind.isRead() ? READS : ORDERS;
        }
    }

    /**
     * Starts no thread before the first signature.
     *
     * @param threadsMax how many signatures are made at a time
     * @param waitingMax how many of one line may wait for a thread
     */
    public RsaPool(int threadsMax, int waitingMax) {
        this.waitingMax = waitingMax;
        for (Line line : Line.values()) {
            places.put(line, new Semaphore(threadsMax + waitingMax));
        }
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threadsMax, threadsMax, 60, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "portcullis-rsa-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the work on one of the threads; fails with a NotSent rejection when the line is full or closed. */
    <T> Future<T> run(Line line, Callable<T> work) {
        Semaphore place = Objects.requireNonNull(places.get(line), "every line has places");
        if (!place.tryAcquire()) {
            return Future.failedFuture(Mandate.notSent("RSA signing is saturated: " + waitingMax
                    + " signatures wait already; nothing was signed; send fewer at a time, raise keys.rsa.threads, or"
                    + " use an HMAC key, which signs a thousand times faster"));
        }
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(new Waiting(line, arrivals.getAndIncrement(), () -> complete(promise, work, place)));
        } catch (RejectedExecutionException closed) {
            place.release();
            promise.fail(Mandate.notSent("the gate is stopping; nothing was signed"));
        }
        return promise.future();
    }

    /** Ends the threads; what waits is still signed, what comes later is refused. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static <T> void complete(Promise<T> promise, Callable<T> work, Semaphore place) {
        try {
            T done = work.call();
            place.release();
            promise.complete(done);
        } catch (Exception failure) {
            place.release();
            promise.fail(failure);
        }
    }

    /** One signature in its line. */
    private record Waiting(Line line, long arrival, Runnable work) implements Runnable, Comparable<Waiting> {
        private static final Comparator<Waiting> ORDER =
                Comparator.comparing(Waiting::line).thenComparingLong(Waiting::arrival);

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Waiting other) {
            return ORDER.compare(this, other);
        }
    }
}
