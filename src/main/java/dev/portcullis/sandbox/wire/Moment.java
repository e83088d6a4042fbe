package dev.portcullis.sandbox.wire;

/**
 * One moment on both clocks.
 *
 * @param millis Unix milliseconds on the server's clock
 * @param nanos on the monotonic ticker
 */
public record Moment(long millis, long nanos) {}
