package dev.portcullis.sandbox.wire;

/** A business line: Bybit counts an order endpoint's requests apart for each (docs:v5/rate-limit/rate-limit). */
public enum Line {
    /** Linear and inverse contracts together. */
    DERIVATIVES,
    /** Options. */
    OPTIONS,
    /** Spot. */
    SPOT
}
