package dev.portcullis.sandbox.instrument;

/**
 * The coins of an instrument.
 *
 * @param base what is traded
 * @param quote what it is priced in
 * @param settle what profit, loss and margin are in; empty for spot
 */
public record Coins(String base, String quote, String settle) {}
