package dev.portcullis.sandbox.order;

/**
 * Which position an order works on, and whether it may only shrink it.
 *
 * @param positionIdx 0 one-way, 1 hedge Buy side, 2 hedge Sell side
 * @param reduceOnly only shrinks the position
 * @param closeOnTrigger closes when triggered
 */
public record Closing(int positionIdx, boolean reduceOnly, boolean closeOnTrigger) {
    /** An order that may open, in one-way mode. */
    public static final Closing NONE = new Closing(0, false, false);
}
