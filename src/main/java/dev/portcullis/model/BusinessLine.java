package dev.portcullis.model;

/** Bybit's business line: order endpoints have one rate window for each (docs:v5/rate-limit). */
public enum BusinessLine {
    DERIVATIVES,
    OPTIONS,
    SPOT
}
