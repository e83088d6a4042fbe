package dev.portcullis.sandbox.order;

import java.math.BigDecimal;

/**
 * When a conditional order wakes up.
 *
 * @param price the trigger price
 * @param direction from which side the price must come
 */
public record Trigger(BigDecimal price, Direction direction) {
    /** From which side the price must reach the trigger. */
    public enum Direction {
        /** {@code triggerDirection} 1: rises to it. */
        RISING(1),
        /** {@code triggerDirection} 2: falls to it. */
        FALLING(2);

        private final int number;

        Direction(int number) {
            this.number = number;
        }

        /** The number on the wire. */
        public int number() {
            return number;
        }
    }

    /** Whether the price has reached the trigger. */
    public boolean firesAt(BigDecimal lastPrice) {
        int comparison = lastPrice.compareTo(price);
        return direction == Direction.RISING ? comparison >= 0 : comparison <= 0;
    }
}
