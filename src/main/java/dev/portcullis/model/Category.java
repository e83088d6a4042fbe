package dev.portcullis.model;

import java.util.Arrays;
import java.util.Optional;

/** Bybit's product category (docs:v5/enum). */
public enum Category {
    SPOT("spot", BusinessLine.SPOT),
    LINEAR("linear", BusinessLine.DERIVATIVES),
    INVERSE("inverse", BusinessLine.DERIVATIVES),
    OPTION("option", BusinessLine.OPTIONS);

    private final String wire;
    private final BusinessLine line;

    Category(String wire, BusinessLine line) {
        this.wire = wire;
        this.line = line;
    }

    /** The word on the wire. */
    public String wire() {
        return wire;
    }

    /** The line whose rate window the category shares. */
    public BusinessLine line() {
        return line;
    }

    /** The category with this word on the wire, or empty when Bybit has none such. */
    public static Optional<Category> ofWire(String word) {
        return Arrays.stream(values()).filter(c -> c.wire.equals(word)).findFirst();
    }
}
