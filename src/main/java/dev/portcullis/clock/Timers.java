package dev.portcullis.clock;

/** Runs a task later; handed in, so that the rooms below the gate never touch a real timer. */
@FunctionalInterface
public interface Timers {
    /**
     * Runs {@code task} once, {@code delayNanos} from now on the monotonic clock, unless it is cancelled first.
     *
     * @param delayNanos nanoseconds; zero or less means as soon as possible
     */
    Cancellable after(long delayNanos, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Cancellable {
        /** Takes the task out of the line; does nothing when it has run or was cancelled before. */
        void cancel();
    }
}
