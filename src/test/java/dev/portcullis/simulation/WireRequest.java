package dev.portcullis.simulation;

import io.vertx.core.json.JsonObject;

/**
 * One request as it arrives at the exchange.
 *
 * @param requestId which call of the gate's it belongs to; the exchange does not look at it
 * @param account whose key signed it; empty for a public read
 * @param query of a read
 * @param body of a write
 * @param timestampMillis what it was signed with
 * @param answerByNanos when the gate gives up waiting, on the true ticker; the exchange does not know it
 * @param repeated whether it was not the gate that wrote it, but something on the way that has seen it before
 */
record WireRequest(
        String requestId,
        String account,
        String path,
        String query,
        JsonObject body,
        long timestampMillis,
        int recvWindowMillis,
        long answerByNanos,
        boolean repeated) {
    /** The same once more, as the network makes it. */
    WireRequest again() {
        return new WireRequest(
                requestId, account, path, query, body, timestampMillis, recvWindowMillis, answerByNanos, true);
    }

    /** Which run of the gate wrote it. */
    String life() {
        return requestId.substring(0, requestId.indexOf('-'));
    }
}
