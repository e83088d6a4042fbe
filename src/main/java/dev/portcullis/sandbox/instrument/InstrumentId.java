package dev.portcullis.sandbox.instrument;

import dev.portcullis.sandbox.wire.Category;

/**
 * Names an instrument: BTCUSDT is one thing in spot and another in linear.
 *
 * @param category the product category
 * @param symbol upper case, as Bybit writes it
 */
public record InstrumentId(Category category, String symbol) {
    @Override
    public String toString() {
        return category.word() + ":" + symbol;
    }
}
