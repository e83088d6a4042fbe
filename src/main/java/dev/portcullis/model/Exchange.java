package dev.portcullis.model;

import io.vertx.core.Future;

/** The way to Bybit: stamps, signs and writes a departure, at most once. */
@FunctionalInterface
public interface Exchange {
    /** Sends the departure. The future never fails (what went wrong is a {@link Reply}) and completes on its home. */
    Future<Reply> send(Departure departure);
}
