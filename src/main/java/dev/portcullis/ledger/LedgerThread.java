package dev.portcullis.ledger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives a {@link LedgerWriter} until it ends. An append wakes the thread only when it sleeps, so a busy ledger costs
 * no wake-up per record; notes wake nobody and ride with the next group, at the latest 20 ms later.
 */
public final class LedgerThread {
    private static final long NOTES_WAIT_MILLIS = 20;

    private final LedgerWriter writer;
    private final Thread thread;
    private final AtomicBoolean asleep = new AtomicBoolean();

    private LedgerThread(LedgerWriter writer) {
        this.writer = writer;
        this.thread = new Thread(this::run, "portcullis-ledger");
    }

    /** Starts driving that writer; the thread ends when the writer is closed or has failed. */
    public static LedgerThread start(LedgerWriter writer) {
        LedgerThread driver = new LedgerThread(writer);
        writer.onAppend(driver::wake);
        driver.thread.start();
        return driver;
    }

    private void run() {
        LedgerWriter.Progress progress = writer.step();
        while (progress != LedgerWriter.Progress.ENDED) {
            if (progress == LedgerWriter.Progress.IDLE) {
                sleep();
            } else if (progress == LedgerWriter.Progress.STUCK) {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(NOTES_WAIT_MILLIS));
            }
            progress = writer.step();
        }
    }

    /** An append that comes after the check finds {@code asleep} set and wakes the thread. */
    private void sleep() {
        asleep.set(true);
        if (!writer.hasWork()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(NOTES_WAIT_MILLIS));
        }
        asleep.set(false);
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }
}
