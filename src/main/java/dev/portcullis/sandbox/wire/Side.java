package dev.portcullis.sandbox.wire;

import java.util.Arrays;
import java.util.Optional;

/** The side of an order or position (docs:v5/order/create-order). */
public enum Side {
    /** Takes from the asks, rests among the bids. */
    BUY("Buy", 1),
    /** Takes from the bids, rests among the asks. */
    SELL("Sell", -1);

    private final String word;
    private final int sign;

    Side(String word, int sign) {
        this.word = word;
        this.sign = sign;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** 1 for buying, -1 for selling. */
    public int sign() {
        return sign;
    }

    /** The other side. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** The side with this exact wire word. */
    public static Optional<Side> of(String word) {
        return Arrays.stream(values()).filter(side -> side.word.equals(word)).findFirst();
    }
}
