package dev.portcullis.sandbox.access;

/** How an account holds a linear contract (docs:v5/position/position-mode). */
public enum PositionMode {
    /** One net position, positionIdx 0. */
    ONE_WAY,
    /** A Buy side (positionIdx 1) and a Sell side (positionIdx 2) at once. */
    HEDGE
}
