package dev.portcullis.gate;

import dev.portcullis.ledger.PastOrders;
import dev.portcullis.ledger.Retention;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that read the ledger's past for look-ups, and those that index what was sealed and retire what is old.
 */
final class LedgerUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);
    private static final int LOOK_UP_THREADS = 2;
    private static final int LOOK_UPS_WAITING_MAX = 512;
    private static final long END_SECONDS = 5;

    private final ThreadPoolExecutor lookUps =
            pool("portcullis-past", LOOK_UP_THREADS, new ArrayBlockingQueue<>(LOOK_UPS_WAITING_MAX));
    private final ThreadPoolExecutor upkeep = pool("portcullis-upkeep", 1, new LinkedBlockingQueue<>());

    private volatile Runnable whenIndexed = () -> {};

    private static ThreadPoolExecutor pool(String name, int threads, BlockingQueue<Runnable> waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, waiting, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Where look-ups read. */
    ThreadPoolExecutor lookUps() {
        return lookUps;
    }

    /** Where the past is kept in order; one task at a time. */
    ThreadPoolExecutor upkeep() {
        return upkeep;
    }

    /** What is to be done on the upkeep's thread whenever a further segment has its index. */
    void whenIndexed(Runnable action) {
        whenIndexed = action;
    }

    /** A segment was sealed: it gets its index, and older ones may go. Returns at once. */
    void sealed(PastOrders past, Retention retention) {
        try {
            upkeep.execute(() -> keepInOrder(past, retention));
        } catch (RejectedExecutionException gateStops) {
            LOG.debug("the gate stops; the segment gets its index at the next start");
        }
    }

    private void keepInOrder(PastOrders past, Retention retention) {
        try {
            past.catchUp();
            whenIndexed.run();
        } catch (IOException e) {
            LOG.warn("the ledger's index was not made, which is tried again later: {}", e.toString());
            return;
        }
        retention.retire().onFailure(e -> LOG.warn("no old segment of the ledger was retired: {}", e.getMessage()));
    }

    /** Lets what runs end and gives the index files back; blocks for a few seconds at most. */
    void close(PastOrders past) {
        lookUps.shutdown();
        upkeep.shutdown();
        try {
            boolean ended = upkeep.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            LOG.debug("upkeep of the ledger has ended: {}", ended);
            past.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the ledger's indexes were not closed: {}", e.toString());
        }
    }
}
