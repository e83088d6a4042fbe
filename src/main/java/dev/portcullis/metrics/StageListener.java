package dev.portcullis.metrics;

/** Hears how long each call stayed in each stage, on the thread of that call; must return at once. */
@FunctionalInterface
public interface StageListener {
    /** A call has left the stage after so long. */
    void took(StageName stage, long nanos);
}
