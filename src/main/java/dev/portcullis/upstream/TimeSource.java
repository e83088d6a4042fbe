package dev.portcullis.upstream;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The host's two clocks and the exchange's.
 *
 * @param nanoTicker monotonic, nanoseconds; deadlines are on it
 * @param wallClock signs cancels and reads while nothing is known of the exchange's time
 * @param exchangeClocks sign everything else
 */
public record TimeSource(LongSupplier nanoTicker, InstantSource wallClock, ExchangeClocks exchangeClocks) {}
