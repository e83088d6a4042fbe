package dev.portcullis.sandbox.wire;

import java.util.Arrays;
import java.util.Optional;

/** A product category of v5 (docs:v5/enum, section category). */
public enum Category {
    /** Coins against coins. */
    SPOT("spot", Line.SPOT),
    /** USDT and USDC perpetuals and futures. */
    LINEAR("linear", Line.DERIVATIVES),
    /** Contracts counted in USD and settled in the base coin. */
    INVERSE("inverse", Line.DERIVATIVES),
    /** Options. */
    OPTION("option", Line.OPTIONS);

    private final String word;
    private final Line line;

    Category(String word, Line line) {
        this.word = word;
        this.line = line;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** The business line whose request budget this category draws on. */
    public Line line() {
        return line;
    }

    /** Whether this is spot: it has error codes, order ids and price rules of its own. */
    public boolean isSpot() {
        return this == SPOT;
    }

    /** The category with this exact wire word. */
    public static Optional<Category> of(String word) {
        return Arrays.stream(values())
                .filter(category -> category.word.equals(word))
                .findFirst();
    }
}
