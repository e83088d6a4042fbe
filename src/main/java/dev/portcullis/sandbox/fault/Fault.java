package dev.portcullis.sandbox.fault;

import java.time.Duration;

/** One way in which a call goes wrong. */
public sealed interface Fault {
    /**
     * The request waits on its way in; it is judged, by the clock too, only afterwards.
     *
     * @param delay how long
     */
    record DelayRequest(Duration delay) implements Fault {}

    /**
     * The request is carried out at once, the answer waits.
     *
     * @param delay how long
     */
    record DelayAnswer(Duration delay) implements Fault {}

    /**
     * The connection is reset (TCP RST) instead of an answer.
     *
     * @param sideEffect whether the request was carried out before
     */
    record Reset(SideEffect sideEffect) implements Fault {}

    /**
     * Another HTTP answer is sent: 5xx, 403 or 429, an empty or huge or senseless 200, a redirect.
     *
     * @param sideEffect whether the request was carried out before
     * @param answer what is sent
     */
    record AnswerInstead(SideEffect sideEffect, HttpAnswer answer) implements Fault {}

    /**
     * HTTP 200 with another retCode.
     *
     * @param sideEffect whether the request was carried out before
     * @param retCode the code
     * @param retMsg its message
     */
    record RetCodeInstead(SideEffect sideEffect, int retCode, String retMsg) implements Fault {}

    /**
     * The answer's head announces the whole body, the connection ends after some of it.
     *
     * @param bytes how much of the body is sent
     */
    record Truncate(int bytes) implements Fault {}

    /**
     * The answer's body comes in small pieces.
     *
     * @param bytesPerStep size of a piece
     * @param step time between pieces
     */
    record Drip(int bytesPerStep, Duration step) implements Fault {}

    /**
     * The acknowledgement names another order.
     *
     * @param orderId what it says instead
     * @param orderLinkId what it says instead
     */
    record SwapIds(String orderId, String orderLinkId) implements Fault {}

    /**
     * A batch's answer lacks its last items.
     *
     * @param items how many it has
     */
    record ShortenBatch(int items) implements Fault {}

    /** A batch's answer lists its items from the last to the first. */
    record ReverseBatch() implements Fault {}
}
