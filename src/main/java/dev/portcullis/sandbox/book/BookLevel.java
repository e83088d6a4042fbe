package dev.portcullis.sandbox.book;

import java.math.BigDecimal;

/**
 * One price level of a book, as the public order book shows it.
 *
 * @param price the price
 * @param qty all that rests there
 */
public record BookLevel(BigDecimal price, BigDecimal qty) {}
