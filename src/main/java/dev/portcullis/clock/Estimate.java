package dev.portcullis.clock;

/**
 * What is known of the exchange's time: it lies within {@code millis - uncertaintyMillis} and
 * {@code millis + uncertaintyMillis}.
 *
 * @param millis UTC milliseconds, the middle of what is possible
 * @param uncertaintyMillis how far off {@code millis} can be, either way
 * @param ageNanos how long ago the newest sample was received
 */
public record Estimate(long millis, long uncertaintyMillis, long ageNanos) {}
