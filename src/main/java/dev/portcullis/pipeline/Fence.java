package dev.portcullis.pipeline;

/**
 * The instant, by the exchange's clock, after which a create can no longer be accepted: the last moment at which it
 * may be signed, its recvWindow, and a margin for the exchange to settle (design invariant 4).
 *
 * @param signByMillis UTC milliseconds of the exchange
 * @param recvWindowMillis what is signed as recvWindow
 * @param settleMillis the margin
 */
record Fence(long signByMillis, int recvWindowMillis, long settleMillis) {
    /** The instant itself, in UTC milliseconds of the exchange. */
    long atMillis() {
        return signByMillis + recvWindowMillis + settleMillis;
    }

    /** Whether a read that carries this exchange time was made behind the fence. */
    boolean isPassedAt(long serverTimeMillis) {
        return serverTimeMillis > atMillis();
    }
}
